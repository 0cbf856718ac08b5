import { join } from "node:path";
import { fileNameOf, nameOfFile } from "../processes/fileNames";
import { namesIn } from "../util/files";

/**
 * A service's log is a row of segments, `web.log`, `web.1.log`, `web.2.log` …, the newest being the one with the
 * highest number. Names of services are free; names of files are not, least of all on Windows.
 */
export const segmentName = (service: string, segment = 0): string => {
  // A service that is called `web.1` must not be taken for a segment of `web`.
  const name = fileNameOf(service).replace(/\.(?=\d+$)/, "%2E");
  return segment === 0 ? `${name}.log` : `${name}.${segment}.log`;
};

export interface SegmentName {
  readonly service: string;
  readonly segment: number;
}

/** Undefined for any other file. */
export const readSegmentName = (file: string): SegmentName | undefined => {
  const match = /^(.+?)(?:\.([1-9]\d*))?\.log$/.exec(file);
  if (match === null) return undefined;
  return { service: nameOfFile(match[1] ?? ""), segment: Number(match[2] ?? 0) };
};

/** The sparse index of a segment lies beside it. */
export const indexFileOf = (segmentFile: string): string => `${segmentFile}.idx`;

/** Whose logs lie in the folder. */
export const servicesIn = async (folder: string): Promise<string[]> => {
  const services = (await namesIn(folder)).flatMap((file) => readSegmentName(file)?.service ?? []);
  return [...new Set(services)].sort();
};

/** The numbers of the segments that a service has there, oldest first. */
export const segmentsOf = async (folder: string, service: string): Promise<number[]> =>
  (await namesIn(folder))
    .map(readSegmentName)
    .flatMap((found) => (found?.service === service ? [found.segment] : []))
    .sort((a, b) => a - b);

export const segmentFile = (folder: string, service: string, segment: number): string =>
  join(folder, segmentName(service, segment));

import { join } from "node:path";
import { fileNameOf, nameOfFile } from "../processes/fileNames";
import type { Line } from "../processes/types";
import { type Append, appendToFile, LogFile } from "./logFile";

export interface LogStore {
  /** Takes the line as it is: secrets are masked by whoever has it. */
  append(service: string, line: Line): void;
  /** The file of a service, be it there yet or not. */
  file(service: string): string;
  /** Settles when all lines so far are on disk. */
  flush(): Promise<void>;
  /** Nothing is lost by it; lines that come later are written too. */
  close(): Promise<void>;
}

export interface LogStoreOptions {
  /** Told once when the disk refuses: the programs whose lines these are go on. */
  readonly onTrouble?: (service: string, error: unknown) => void;
  readonly append?: Append;
}

/** Append-only logs, a file for each service, in a folder that is there. */
export const makeLogStore = (folder: string, options: LogStoreOptions = {}): LogStore => {
  const files = new Map<string, LogFile>();
  const file = (service: string): string => join(folder, logFileName(service));
  const open = (service: string): LogFile => {
    const trouble = (error: unknown): void => options.onTrouble?.(service, error);
    const opened = new LogFile(file(service), options.append ?? appendToFile, trouble);
    files.set(service, opened);
    return opened;
  };
  const flush = async (): Promise<void> => {
    await Promise.all([...files.values()].map((one) => one.flush()));
  };
  return {
    append: (service, line) => (files.get(service) ?? open(service)).write(line),
    file,
    flush,
    close: flush,
  };
};

/** Names of services are free; names of files are not, least of all on Windows. */
export const logFileName = (service: string): string => `${fileNameOf(service)}.log`;

export const serviceOfLogFile = (name: string): string => nameOfFile(name.replace(/\.log$/, ""));

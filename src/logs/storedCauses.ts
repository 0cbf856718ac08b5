import type { EmulationFolder } from "../emulation/emulationFolder";
import type { EmulationRecord } from "../emulation/record";
import { findRootCauses } from "./rootCauses";
import { planOf } from "./sources";
import type { LoggedLine, RootCauses, SideInfo } from "./types";
import type { LogRow, LogView } from "./view";

export interface StoredCauses {
  readonly view: LogView;
  readonly folder: EmulationFolder;
  readonly record: EmulationRecord;
  readonly signal?: AbortSignal;
}

/** What each side said when it broke, of an emulation that is over or goes on: from its log, as a whole. */
export const storedCauses = async ({ view, folder, record, signal }: StoredCauses): Promise<RootCauses> => {
  const plan = await planOf(folder);
  const end = record.stopping === undefined ? view.count : view.at(record.stopping + 1);
  const rows = await tellingRows(view, end, signal);
  const services = Object.values(plan?.settled.services ?? {});
  const ignore = Object.fromEntries(
    view.sources.map(({ service }): [string, readonly string[]] => [service, []]),
  );
  for (const { name, ignore: patterns } of services) ignore[name] = patterns;
  return findRootCauses({ lines: rows.map(loggedLine), sides: sidesOf(view, record), ignore });
};

const loggedLine = ({ time, stream, text, source }: LogRow): LoggedLine => ({
  time,
  stream,
  text,
  service: source.service,
  side: source.side,
});

const sidesOf = ({ sources }: LogView, { dirs = {}, sides }: EmulationRecord): SideInfo[] => {
  const names = new Set([...Object.keys(sides), ...sources.flatMap(({ side }) => side ?? [])]);
  return [...names].map((name) => ({
    name,
    version: sources.find(({ side }) => side === name)?.version ?? sides[name],
    // Without a folder no path is its own, so that each is told in full.
    dir: dirs[name] ?? "\u0000",
  }));
};

/** All of a log that isn't long; of a long one what looks like a failure, with what stands around it. */
const tellingRows = async (view: LogView, end: number, signal?: AbortSignal): Promise<LogRow[]> => {
  if (end <= mostLines) return await view.rows(0, end);
  const options = signal === undefined ? {} : { signal };
  const found = await view.find({ text: failing, regex: true }, options);
  const rows: LogRow[] = [];
  for (const [from, to] of windows(view, found, end)) rows.push(...(await view.rows(from, to)));
  return rows;
};

type Window = [from: number, to: number];

/** From the end backwards, as many as a person could read; a cause stands where it stopped. */
const windows = (
  view: LogView,
  found: { readonly count: number; lineAt(index: number): number },
  end: number,
): Window[] => {
  const all: Window[] = [];
  let lines = 0;
  for (let hit = found.count - 1; hit >= 0 && lines < mostLines; hit--) {
    const line = found.lineAt(hit);
    if (line >= end) continue;
    const [from, to] = [Math.max(0, line - linesBefore), Math.min(end, view.count, line + linesBehind)];
    const [last] = all.slice(-1);
    if (last !== undefined && to >= last[0]) {
      lines += Math.max(0, last[0] - from);
      last[0] = Math.min(last[0], from);
    } else {
      all.push([from, to]);
      lines += to - from;
    }
  }
  return all.reverse();
};

const mostLines = 50_000;
const linesBefore = 5;
const linesBehind = 60;

const failing =
  "error|exception|traceback|panic|fatal|critical|fail|refused|unknown|not found|cannot|can't|unable|invalid|denied|rejected|unsupported|mismatch|unexpected|timed? ?out|abort|UNAVAILABLE|UNIMPLEMENTED|\\b[45]\\d\\d\\b";

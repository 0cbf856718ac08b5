import type { EmulationFolder } from "../emulation/emulationFolder";
import type { EmulationRecord } from "../emulation/record";
import { findRootCauses } from "./rootCauses";
import { planOf } from "./sources";
import type { LoggedLine, RootCauses, SideInfo } from "./types";
import type { LogRow, LogSource, LogView } from "./view";

export interface StoredCauses {
  readonly view: LogView;
  readonly folder: EmulationFolder;
  readonly record: EmulationRecord;
  readonly signal?: AbortSignal;
}

/** What each side said when it broke, of an emulation that is over or goes on: from its log, as a whole. */
export const storedCauses = async ({ view, folder, record, signal }: StoredCauses): Promise<RootCauses> => {
  const plan = await planOf(folder);
  const rows: LogRow[] = [];
  for (const source of view.sources) rows.push(...(await tellingRows(view, source, record.stopping, signal)));
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

/** All of a service's log that isn't long; of a long one what looks like a failure, with what stands around it. */
const tellingRows = async (
  view: LogView,
  { id, service }: LogSource,
  stopping: number | undefined,
  signal?: AbortSignal,
): Promise<LogRow[]> => {
  const own = view.filter({ services: [service] });
  try {
    await own.settled();
    const end = stopping === undefined ? own.count : own.at(stopping + 1);
    if (end <= mostLines) return await own.rows(0, end);
    const rows: LogRow[] = [];
    const lines = (await failuresIn(own, id, signal)).filter((line) => line < end);
    for (const [from, to] of windows(lines, end)) rows.push(...(await own.rows(from, to)));
    return rows;
  } finally {
    own.dispose();
  }
};

/** By level where there are errors, which is known of every line; else by words, which takes a look at them all. */
const failuresIn = async (own: LogView, id: string, signal?: AbortSignal): Promise<number[]> => {
  const errors = own.filter({ minLevel: "error" });
  try {
    const told = firstAndLast(errors.count);
    const rows = (await Promise.all(told.map(([from, to]) => errors.rows(from, to)))).flat();
    if (rows.length > 0) return rows.map(({ sourceLine }) => own.lineOf(id, sourceLine));
  } finally {
    errors.dispose();
  }
  const found = await own.find({ text: failing, regex: true }, signal === undefined ? {} : { signal });
  return firstAndLast(found.count).flatMap(([from, to]) =>
    Array.from({ length: to - from }, (_, i) => found.lineAt(from + i)),
  );
};

type Range = readonly [from: number, to: number];

/** What came first may be the cause, and what came last is what it stopped at. */
const firstAndLast = (count: number): Range[] =>
  count <= mostHits
    ? [[0, count]]
    : [
        [0, mostHits / 4],
        [count - (mostHits * 3) / 4, count],
      ];

const windows = (lines: readonly number[], end: number): Range[] => {
  const all: Range[] = [];
  for (const line of lines) {
    const [from, to] = [Math.max(0, line - linesBefore), Math.min(end, line + linesBehind)];
    const last = all.at(-1);
    if (last !== undefined && from <= last[1]) all[all.length - 1] = [last[0], Math.max(last[1], to)];
    else all.push([from, to]);
  }
  return all;
};

const mostLines = 20_000;
const mostHits = 400;
const linesBefore = 5;
const linesBehind = 30;

const failing =
  "error|exception|traceback|panic|fatal|critical|fail|refused|unknown|not found|cannot|can't|unable|invalid|denied|rejected|unsupported|mismatch|unexpected|timed? ?out|abort|UNAVAILABLE|UNIMPLEMENTED| 5\\d\\d\\b";

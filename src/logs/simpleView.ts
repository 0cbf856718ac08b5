import { Emitter } from "../util/events";
import { inputFailure } from "../util/problem";
import {
  type Found,
  type LogFilter,
  type LogLevel,
  type LogQuery,
  type LogRow,
  type LogView,
  logLevels,
} from "./view";

/** All rows in memory. */
export const simpleView = (all: readonly LogRow[]): LogView => {
  const rows = all.map((row, line) => ({ ...row, line }));
  const grown = new Emitter<{ from: number; count: number }>();
  return {
    sources: [...new Map(rows.map(({ source }) => [source.id, source])).values()],
    count: rows.length,
    rows: async (from, to) => rows.slice(from, to),
    whole: async (line) => rows[line]?.text ?? "",
    at: (time) =>
      orEnd(
        rows.findIndex((row) => row.time >= time),
        rows.length,
      ),
    lineOf: (source, line) =>
      orEnd(
        rows.findIndex((row) => row.source.id === source && row.sourceLine >= line),
        rows.length,
      ),
    find: async (query) =>
      foundOf(rows.filter(({ text }) => regexOf(query).test(text)).map(({ line }) => line)),
    filter: (filter) => simpleView(rows.filter((row) => passes(row, filter))),
    settled: async () => undefined,
    onGrow: grown.on,
    dispose: () => grown.dispose(),
  };
};

const orEnd = (at: number, count: number): number => (at === -1 ? count : at);

const foundOf = (lines: readonly number[]): Found => ({
  count: lines.length,
  lineAt: (index) => lines[index] ?? -1,
  next: (line) => orNone(lines.findIndex((one) => one >= line)),
  previous: (line) => orNone(lines.findLastIndex((one) => one < line)),
});

const orNone = (at: number): number | undefined => (at === -1 ? undefined : at);

const regexOf = ({ text, regex, caseSensitive, wholeWord }: LogQuery): RegExp => {
  const source = regex === true ? text : text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  try {
    return new RegExp(wholeWord === true ? `\\b(?:${source})\\b` : source, caseSensitive === true ? "" : "i");
  } catch (cause) {
    throw inputFailure("bad-regex", cause instanceof Error ? cause.message : String(cause), { cause });
  }
};

const passes = (row: LogRow, { sides, services, streams, minLevel, text, not }: LogFilter): boolean =>
  (sides === undefined || (row.source.side !== undefined && sides.includes(row.source.side))) &&
  (services === undefined || services.includes(row.source.service)) &&
  (streams === undefined || streams.includes(row.stream)) &&
  (minLevel === undefined || rankOf(row.level) >= rankOf(minLevel)) &&
  (text === undefined || regexOf(text).test(row.text)) &&
  (not === undefined || !regexOf(not).test(row.text));

const rankOf = (level: LogLevel | undefined): number => logLevels.indexOf(level ?? "info");

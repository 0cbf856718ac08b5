import type { Line } from "../processes/types";
import type { Disposable } from "../util/disposable";
import type { Listen } from "../util/events";

/** From the least to the worst. */
export const logLevels = ["trace", "debug", "info", "warning", "error", "fatal"] as const;

export type LogLevel = (typeof logLevels)[number];

/** Whose lines these are. */
export interface LogSource {
  /** Stable for as long as the emulation is kept: a view's state may name it. */
  readonly id: string;
  readonly service: string;
  readonly side: string | undefined;
  readonly version: string | undefined;
  /** The engine that its container ran on; undefined for a process. */
  readonly engine?: string;
}

export interface LogRow {
  /** Its place in the view that gave it, from 0. */
  readonly line: number;
  readonly source: LogSource;
  /** Its place in its source, from 0: the same in every view. */
  readonly sourceLine: number;
  readonly time: number;
  readonly stream: Line["stream"];
  /** Undefined where neither the line nor the record above says one. */
  readonly level: LogLevel | undefined;
  /** As it was written, colours too. */
  readonly text: string;
  /** So much more was written on this line: `whole` gives it all. */
  readonly cut?: number;
  /** It belongs to the record above: a stack, JSON over several lines. */
  readonly continues: boolean;
}

export interface LogQuery {
  readonly text: string;
  readonly regex?: boolean;
  readonly caseSensitive?: boolean;
  readonly wholeWord?: boolean;
}

export interface LogFilter {
  readonly sides?: readonly string[];
  readonly services?: readonly string[];
  readonly streams?: readonly Line["stream"][];
  /** Lines without any level count as `info`. */
  readonly minLevel?: LogLevel;
  readonly text?: LogQuery;
  readonly not?: LogQuery;
}

export interface FindOptions {
  readonly signal?: AbortSignal;
  /** How far it is, from 0 to 1, and what was found so far. */
  readonly onProgress?: (done: number, found: Found) => void;
}

/** The lines of a view in which a query was found; they stay what they are when the view grows. */
export interface Found {
  /** Lines; and what was found in them, which may be more than once in each. */
  readonly count: number;
  readonly matches: number;
  /** The line in the view of the hit of this number, from 0. */
  lineAt(index: number): number;
  /** The number of the first hit at or below this line, of the last one above it; undefined where there is none. */
  next(line: number): number | undefined;
  previous(line: number): number | undefined;
}

/** What changed: every line from this one on may be another, and there are so many in all. */
export interface Grown {
  readonly from: number;
  readonly count: number;
}

/** Lines of one or many sources in the order of time; reads only what it is asked for. */
export interface LogView extends Disposable {
  readonly sources: readonly LogSource[];
  readonly count: number;
  /** What is there of `from` up to, without, `to`. */
  rows(from: number, to: number): Promise<LogRow[]>;
  /** All of a line that was cut. */
  whole(line: number): Promise<string>;
  /** The first line at or after this time; `count` where there is none. */
  at(time: number): number;
  /** Where a line of a source stands in this view, or the next one that does. */
  lineOf(source: string, sourceLine: number): number;
  /** Fails with `bad-regex`, in words, where the query is none. */
  find(query: LogQuery, options?: FindOptions): Promise<Found>;
  /** A view of its own to dispose, over the same sources; it fills while `settled` is pending. */
  filter(filter: LogFilter): LogView;
  /** Settles when all that is there by now is in it. */
  settled(): Promise<void>;
  readonly onGrow: Listen<Grown>;
  /** Following goes on, though it can't read now. */
  readonly onTrouble: Listen<unknown>;
}

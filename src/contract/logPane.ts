/** What the log pane's page and the editor say to each other; both sides parse what they hear. */
import { either, fields, flag, listOf, number, type Of, oneOf, optional, text } from "../util/shape";

/** Where lines come from: one service, container or file. */
const source = fields({ id: text, service: text, side: optional(text), version: optional(text) });

/** What the person looks for. */
export const paneQuery = fields({ text, regex: flag, caseSensitive: flag, wholeWord: flag });

export const paneLevels = ["trace", "debug", "info", "warning", "error", "fatal"] as const;

/** What is undefined lets everything pass. */
export const paneFilter = fields({
  sides: optional(listOf(text)),
  services: optional(listOf(text)),
  minLevel: optional(oneOf("info", "warning", "error")),
  stream: optional(oneOf("stdout", "stderr")),
  /** As typed: `/…/` is a regular expression, `!` before it leaves out what has it. */
  text,
});

const row = fields({
  /** Its source, by its place in the list of them. */
  source: number,
  sourceLine: number,
  time: number,
  stream: oneOf("stdout", "stderr"),
  level: optional(oneOf(...paneLevels)),
  text,
  /** So many characters more were written. */
  cut: optional(number),
  /** It belongs to the record of the line above. */
  continues: flag,
});

const cause = fields({
  side: text,
  service: text,
  version: optional(text),
  text,
  file: optional(text),
  line: optional(number),
  time: optional(number),
});

export const paneLook = fields({ wrap: flag, folded: flag });

/** Given back by the page as it was received: what the editor needs to open the same logs again. */
const target = (value: unknown): value is object => typeof value === "object" && value !== null;

/** What a pane remembers over a reload of the window. */
export const paneState = fields({
  target,
  filter: paneFilter,
  query: paneQuery,
  look: paneLook,
  /** Of the topmost line; undefined where it follows. */
  time: optional(number),
});

export const fromPage = either(
  fields({ kind: oneOf("ready"), state: optional(paneState) }),
  fields({ kind: oneOf("rows"), view: number, from: number, to: number }),
  fields({ kind: oneOf("filter"), filter: paneFilter, time: optional(number) }),
  fields({ kind: oneOf("find"), ask: number, query: paneQuery, from: number }),
  fields({ kind: oneOf("hit"), ask: number, from: number, back: flag }),
  fields({ kind: oneOf("open"), row: number, file: text, line: number, column: optional(number) }),
  fields({ kind: oneOf("cause"), at: number, what: oneOf("file", "line") }),
  fields({ kind: oneOf("copy"), from: number, to: number }),
  fields({ kind: oneOf("merged"), time: number }),
  fields({ kind: oneOf("save") }),
  fields({ kind: oneOf("asText") }),
);

export const toPage = either(
  fields({
    kind: oneOf("opened"),
    target,
    title: text,
    /** It shows fewer services than there are. */
    canMerge: flag,
    look: paneLook,
    query: paneQuery,
  }),
  fields({
    kind: oneOf("view"),
    /** Names the lines that pass a filter: answers about older ones are dropped. */
    view: number,
    sources: listOf(source),
    count: number,
    filter: paneFilter,
    /** The line to stand at; undefined follows. */
    at: optional(number),
    problem: optional(text),
  }),
  /** Every line from this one on may be another. */
  fields({ kind: oneOf("grew"), view: number, from: number, count: number, sources: listOf(source) }),
  fields({ kind: oneOf("rows"), view: number, from: number, rows: listOf(row) }),
  fields({ kind: oneOf("found"), ask: number, total: number, whole: flag, problem: optional(text) }),
  fields({ kind: oneOf("hit"), ask: number, row: number, index: number }),
  fields({ kind: oneOf("causes"), lines: listOf(cause), silent: listOf(text) }),
  fields({ kind: oneOf("goTo"), row: number }),
  fields({ kind: oneOf("search") }),
);

export type PaneSource = Of<typeof source>;
export type PaneQuery = Of<typeof paneQuery>;
export type PaneFilter = Of<typeof paneFilter>;
export type PaneRow = Of<typeof row>;
export type PaneLook = Of<typeof paneLook>;
export type PaneCause = Of<typeof cause>;
export type PaneState = Of<typeof paneState>;
export type FromPage = Of<typeof fromPage>;
export type ToPage = Of<typeof toPage>;

export const nothingSought: PaneQuery = { text: "", regex: false, caseSensitive: false, wholeWord: false };

export const nothingFiltered: PaneFilter = {
  sides: undefined,
  services: undefined,
  minLevel: undefined,
  stream: undefined,
  text: "",
};

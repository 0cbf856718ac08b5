/** What the matrix' page and the editor say to each other; both sides parse what they hear. */
import {
  either,
  fields,
  flag,
  listOf,
  number,
  type Of,
  oneOf,
  optional,
  recordOf,
  text,
} from "../util/shape";

const verdicts = ["green", "red", "broken", "unbuildable", "absent", "flaky", "cancelled"] as const;

const check = fields({ name: text, verdict: oneOf("green", "red"), why: optional(text) });

const cause = fields({
  side: text,
  service: text,
  version: optional(text),
  text,
  file: optional(text),
  line: optional(number),
});

const cell = fields({
  id: text,
  verdict: oneOf(...verdicts),
  seconds: number,
  why: optional(text),
  checks: listOf(check),
  causes: listOf(cause),
  silent: listOf(text),
  /** Its logs are kept. */
  logged: flag,
});

/** What the page remembers, and what the editor needs to show the same matrix again. */
export const matrixPaneState = fields({
  matrix: text,
  selected: optional(text),
  only: listOf(oneOf(...verdicts)),
});

const ofCell = fields({
  kind: oneOf("debug", "again", "logs"),
  id: text,
});

export const fromMatrixPage = either(
  fields({ kind: oneOf("ready") }),
  ofCell,
  fields({ kind: oneOf("bisect"), id: text, axis: text }),
  fields({ kind: oneOf("open"), id: text, cause: number }),
  fields({ kind: oneOf("stop", "resume", "failed", "report") }),
);

export const toMatrixPage = either(
  fields({
    kind: oneOf("opened"),
    matrix: text,
    title: text,
    axes: listOf(fields({ name: text, versions: listOf(fields({ name: text, date: optional(text) })) })),
  }),
  fields({ kind: oneOf("cells"), cells: listOf(cell) }),
  fields({
    kind: oneOf("progress"),
    state: oneOf("running", "stopped", "done"),
    running: listOf(text),
    done: number,
    total: number,
    secondsLeft: optional(number),
    counts: recordOf(number),
  }),
);

export type MatrixVerdict = (typeof verdicts)[number];
export type MatrixCell = Of<typeof cell>;
export type FromMatrixPage = Of<typeof fromMatrixPage>;
export type ToMatrixPage = Of<typeof toMatrixPage>;
export type MatrixPaneState = Of<typeof matrixPaneState>;
export type MatrixProgress = Extract<ToMatrixPage, { kind: "progress" }>;
export type MatrixOpened = Extract<ToMatrixPage, { kind: "opened" }>;

export type Format = "yaml" | "json" | "toml" | "ini" | "env" | "regex";

export type Scalar = string | number | boolean | null;

/** Every match is replaced; `with` knows `$1`, `$<name>` and `$&`, as in JavaScript. */
export interface RegexChange {
  readonly pattern: string;
  readonly with: string;
  /** `i`, `m`, `s`, `u`; `m` where nothing is said, so that `^` and `$` are a line's. */
  readonly flags?: string;
  /** How many matches there must be; at least one where nothing is said. */
  readonly count?: number;
}

export interface RewriteSpec {
  readonly format: Format;
  readonly set?: Readonly<Record<string, Scalar>>;
  readonly replace?: readonly RegexChange[];
}

/** What was really written; values that were so already are not among them. */
export interface Change {
  readonly path: string;
  /** As the file writes them, quotes included. */
  readonly from: string;
  readonly to: string;
  /** In the input, counted from 1. */
  readonly line: number;
}

export interface Rewritten {
  readonly output: Uint8Array;
  readonly changes: readonly Change[];
}

/** What stands in the file before a change; undefined is a value no scenario can name, such as a date. */
export type OldValue = Scalar | bigint | undefined;

/** A value on its way into the file: quoted as its place needs it, or bare, which is its type. */
export interface Written {
  readonly kind: "text" | "bare";
  readonly text: string;
}

/** A file's structure with the places of its values: all that finding and changing need to know of a format. */
export type Spot = MapSpot | ListSpot | ValueSpot | ClosedSpot;

export interface MapSpot {
  readonly kind: "map";
  readonly at: number;
  readonly entries: ReadonlyMap<string, Spot>;
}

export interface ListSpot {
  readonly kind: "list";
  readonly at: number;
  readonly items: readonly Spot[];
}

export interface ValueSpot {
  readonly kind: "value";
  readonly at: number;
  readonly end: number;
  readonly value: OldValue;
  /** In a format where every value is text. */
  readonly untyped?: boolean;
  /** The new text for `at` to `end`; throws a Failure where the format has no way to say it. */
  readonly write: (written: Written) => string;
}

/** There, but not to be changed here; `why` says where instead. */
export interface ClosedSpot {
  readonly kind: "closed";
  readonly at: number;
  readonly why: () => string;
}

export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** One spot for each document in the file. */
export type Reader = (source: SourceText) => readonly Spot[];

import type { RootCauseLine } from "../logs/types";
import type { Settled } from "../scenario/settled";
import type { Problem } from "../util/problem";
import type { CheckVerdict } from "./cell";

/** `cancelled` is also what this machine could not judge: the problem says why. */
export type CellVerdict = "green" | "red" | "broken" | "unbuildable" | "absent" | "flaky" | "cancelled";

/** One assignment of versions. */
export interface Cell {
  /** `host=1.0.0 release=1.2.0`, in the order of the axes. */
  readonly id: string;
  /** Of the axes that vary; and of others, where they have another version than the one they are held at. */
  readonly versions: Readonly<Record<string, string>>;
}

export interface CellResult {
  readonly versions: Readonly<Record<string, string>>;
  readonly verdict: CellVerdict;
  readonly checks: readonly CheckVerdict[];
  readonly rootCauseLines: readonly RootCauseLine[];
  /** Sides that said nothing about it. */
  readonly silent: readonly string[];
  readonly seconds: number;
  readonly problem?: Pick<Problem, "code" | "message" | "hint" | "lines">;
  /** Why this red was to be expected. */
  readonly expected?: string;
  /** Why this green was expected to be red. */
  readonly wasExpected?: string;
  /** Where its logs lie. */
  readonly emulation?: string;
  /** What it told of itself, such as the version of a database's schema. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** The kept state could not be migrated: the sequence ends here. */
  readonly migrationFailed?: true;
  /** Red ones among its attempts, where there was more than one. */
  readonly reds?: number;
  /** What a red one says of versions that fail with themselves, too. */
  readonly brokenVersion?: string;
}

/** A cell that can be run, with what it comes to; or why it can't. */
export type PlannedCell =
  | { readonly cell: Cell; readonly settled: Settled }
  | { readonly cell: Cell; readonly absent: Pick<Problem, "code" | "message" | "hint"> };

export type MatrixEvent =
  | { readonly kind: "running"; readonly cell: Cell }
  | { readonly kind: "done"; readonly cell: Cell; readonly result: CellResult; readonly kept: boolean };

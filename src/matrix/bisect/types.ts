import type { ListedCommit } from "../../versions/git/calls";
import type { CellResult } from "../types";
import type { Probe } from "./probing";

export type { Probe } from "./probing";

/** Where one line of versions turns from good to bad. */
export interface Found {
  readonly lastGood: string;
  readonly firstBad: string;
  /** The first and the last version that may be the first bad one: the same, unless some say nothing. */
  readonly range: readonly [string, string];
  readonly borders: readonly Border[];
  readonly probes: readonly Probe[];
}

export interface Border {
  readonly from: string;
  readonly to: string;
  readonly turns: "bad" | "good";
}

/** What `bisect --json` prints. */
export interface BisectReport extends Found {
  readonly axis: string;
  readonly held: Readonly<Record<string, string>>;
  /** Between the two releases, where their source is a git repository here. */
  readonly commits?: Omit<Found, "borders">;
  /** Why it was not gone on to commits. */
  readonly noCommits?: string;
  /** What the first bad one said. */
  readonly rootCauseLines: CellResult["rootCauseLines"];
  readonly silent: readonly string[];
  readonly changes?: Changes;
  readonly seconds: number;
}

/** Between the last good and the first bad one. */
export interface Changes {
  readonly commits: readonly ListedCommit[];
  /** Those that the root cause lines name come first. */
  readonly files: readonly string[];
}

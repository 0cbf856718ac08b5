import type { Line } from "../processes/types";

/** A line and where it came from. */
export interface LoggedLine extends Line {
  readonly service: string;
  readonly side: string | undefined;
}

/** What the search for causes knows of a side. */
export interface SideInfo {
  readonly name: string;
  readonly version: string | undefined;
  /** Frames below this folder are the side's own code. */
  readonly dir: string;
  /** What stands before a path of the side: a package's name, where `dir` is the package's own folder. */
  readonly base?: string;
}

/** Says why a cell is red: `run --json` gives these. */
export interface RootCauseLine {
  readonly side: string;
  readonly service: string;
  readonly version: string | undefined;
  readonly text: string;
  /** The frame in the side's own code, where there is one. */
  readonly file?: string;
  readonly line?: number;
  readonly time?: number;
}

export interface RootCauses {
  readonly lines: readonly RootCauseLine[];
  /** Sides that said nothing. */
  readonly silent: readonly string[];
}

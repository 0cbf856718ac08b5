import type { EmulationRecord } from "../../../emulation/record";

/** All that the Emulations view shows. */
export interface EmulationsState {
  /** Newest first. */
  readonly emulations: readonly ListedEmulation[];
  readonly now: number;
}

export interface ListedEmulation {
  readonly record: EmulationRecord;
  /** Who runs it: this window, another process, one that died before it was undone, or nobody any more. */
  readonly host: "here" | "elsewhere" | "dead" | "none";
  /** Services that said something. */
  readonly logs: readonly string[];
  readonly artifacts: readonly { readonly name: string; readonly path: string }[];
}

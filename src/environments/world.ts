import type { RunTool } from "../processes/types";

/** What building environments needs of the machine. */
export interface EnvironmentWorld {
  /** Ours: a folder per environment. */
  readonly folder: string;
  readonly locks: string;
  readonly run: RunTool;
  /** The user's environment: where interpreters and tools are looked for. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  /** The interpreter that the editor has selected for the workspace. */
  readonly selectedPython?: string;
  readonly home?: string;
}

import type { ToolRun } from "../processes/types";
import type { Places } from "./places";
import type { TreesWorld } from "./types";

/** What every step on a tree works with. */
export interface Making {
  readonly world: TreesWorld;
  readonly at: Places;
  readonly how: ToolRun | undefined;
}

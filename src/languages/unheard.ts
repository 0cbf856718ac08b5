import type { ToolRun } from "../processes/types";

/** For asking a tool something: its answer is no progress. */
export const unheard = ({ onLine: _, ...run }: ToolRun): ToolRun => run;

import type { LogLimits } from "../capture/logStore";
import type { Environment, EnvironmentRequest, EnvironmentRun } from "../environments/types";
import type { Debugger, DebuggerWorld } from "../languages/types";
import type { Companion } from "../processes/companion";
import type { ProcessId, RunTool, ToolRun } from "../processes/types";
import type { DebugSpec } from "../scenario/settled";
import type { Tree, TreeRequest } from "../trees/types";
import type { FindsEngines } from "./containers/engines";
import type { UndoWorld } from "./undo";

/** Everything an emulation needs of this machine, put together in one place (machine.ts). */
export interface EmulationWorld extends UndoWorld {
  readonly host: ProcessId;
  readonly userEnv: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  readonly run: RunTool;
  readonly isAlive: (id: ProcessId) => boolean | Promise<boolean>;
  readonly checkOut: (request: TreeRequest, run: ToolRun) => Promise<Tree>;
  /** What a build left in a tree stays with it. */
  readonly sealTree: (lease: string, run: ToolRun) => Promise<void>;
  readonly buildEnvironment: (request: EnvironmentRequest, run: EnvironmentRun) => Promise<Environment>;
  /** `there`: of what runs elsewhere than on this machine. */
  readonly debuggerFor: (
    spec: DebugSpec,
    environment: Environment,
    run: ToolRun,
    there?: Pick<DebuggerWorld, "files" | "bring">,
  ) => Promise<Debugger>;
  readonly engines: FindsEngines;
  /** By default ours. */
  readonly logLimits?: Partial<LogLimits> | undefined;
  readonly guard: (emulation: string) => Companion;
}

import { join } from "node:path";
import type { LogLimits } from "../capture/logStore";
import { buildEnvironment } from "../environments/build";
import { findDebugger } from "../languages/debuggers";
import { identify, isAlive } from "../processes/identity";
import { runTool } from "../processes/tool";
import { exists } from "../util/files";
import { machineFailure } from "../util/problem";
import { engineFinder } from "./containers/engineFinder";
import { startGuardian } from "./guardian";
import { makeStateFolder, stateFolder } from "./stateFolder";
import { treesIn, undoWorld } from "./undoWorld";
import type { EmulationWorld } from "./world";

type Env = Readonly<Record<string, string | undefined>>;

export interface MachineOptions {
  readonly env: Env;
  /** Where our own programs and the bundled debuggers lie. */
  readonly dist: string;
  /** How much the logs of one emulation may take of the disk. */
  readonly logLimits?: Partial<LogLimits>;
}

/** This machine, as emulations use it: the one place where the rooms are put together. */
export const thisMachine = async ({ env, dist, logLimits }: MachineOptions): Promise<EmulationWorld> => {
  const state = stateFolder(env);
  await makeStateFolder(state);
  const host = identify(process.pid);
  if (host === undefined)
    throw machineFailure("no-identity", "The system does not tell when this process started");
  const guardian = join(dist, "guardian.js");
  if (!(await exists(guardian)))
    throw machineFailure(
      "no-guardian",
      `The program that undoes what a killed one left is not at ${guardian}`,
      {
        hint: "Reinstall Backcompat; in a checkout of it, run npm run build.",
      },
    );
  const trees = treesIn(state);
  return {
    ...undoWorld(state),
    host,
    userEnv: env,
    now: Date.now,
    logLimits,
    run: runTool,
    isAlive,
    checkOut: trees.checkOut,
    sealTree: trees.seal,
    buildEnvironment: (request, run) =>
      buildEnvironment(request, run, {
        folder: state.environments,
        locks: state.locks,
        run: runTool,
        env,
        now: Date.now,
      }),
    debuggerFor: (spec, environment, run, there) =>
      findDebugger(
        spec,
        environment,
        { shipped: dist, folder: state.debuggers, locks: state.locks, env, run: runTool, ...there },
        run,
      ),
    engines: engineFinder(env, state),
    guard: (emulation) => startGuardian(guardian, state, emulation),
  };
};

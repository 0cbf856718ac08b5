import { join } from "node:path";
import { isAlive } from "../processes/identity";
import { withLock } from "../processes/locks";
import { stopTree } from "../processes/stopping";
import { runTool } from "../processes/tool";
import { makeTrees } from "../trees/trees";
import type { Trees } from "../trees/types";
import type { RecoverWorld } from "./recover";
import type { StateFolder } from "./stateFolder";

/** What undoing needs of this machine; little, so that the guardian starts fast. */
export const undoWorld = (state: StateFolder): RecoverWorld => ({
  state,
  isAlive,
  lock: (path, what, body) => withLock(path, what, body),
  stopTree,
  removeFromEngine: async (engine, left) => {
    const { removeFromEngine } = await import("./containers/removeFromEngine");
    return await removeFromEngine(engine, left, state);
  },
  releaseTrees: (emulation) => treesIn(state).release({ emulation }),
});

export const treesIn = (state: StateFolder): Trees =>
  makeTrees({
    stateDir: state.root,
    run: runTool,
    isAlive,
    withLock: (name, body, signal) =>
      withLock(join(state.locks, `${name}.lock`), name, body, signal === undefined ? {} : { signal }),
  });

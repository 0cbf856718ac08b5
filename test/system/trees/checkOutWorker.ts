import { join } from "node:path";
import { isAlive, thisProcess } from "../../../src/processes/identity";
import { withLock } from "../../../src/processes/locks";
import { runTool } from "../../../src/processes/tool";
import type { RunTool } from "../../../src/processes/types";
import { makeTrees } from "../../../src/trees/trees";

/** Checks one tree out and prints it; or dies while git is at it, when the call's arguments have that word. */
const [stateDir = "", repo = "", ref = "", kind = "shared", dieAt = "", afterMs = "0"] =
  process.argv.slice(2);

const run: RunTool = (call, how) => {
  const work = runTool(call, how);
  if (dieAt !== "" && call.args.includes(dieAt))
    setTimeout(() => process.kill(process.pid, "SIGKILL"), Number(afterMs));
  return work;
};

const trees = makeTrees({
  stateDir,
  run,
  isAlive,
  withLock: (lock, body, signal) =>
    withLock(join(stateDir, "locks", lock), lock, body, signal ? { signal } : {}),
});

const owner = { emulation: `e${process.pid}`, process: thisProcess() };
const tree = await trees.checkOut({ repo, ref, exclusive: kind === "exclusive", owner });
process.stdout.write(JSON.stringify(tree));

import { promises as fs } from "node:fs";
import { join } from "node:path";
import type { ToolRun } from "../processes/types";
import { exists } from "../util/files";
import { Failure, machineFailure } from "../util/problem";
import { fetchDebugpy } from "./debugpyFetch";
import type { DebuggerWorld } from "./types";
import { unheard } from "./unheard";

/** The release of debugpy for an interpreter: the newest that still runs on it. */
export type Release = "shipped" | "1.6.7" | "1.5.1";

export const releaseFor = (version: string): Release | undefined => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 3 || (major === 3 && minor >= 8)) return "shipped";
  if (major === 3 && minor === 7) return "1.6.7";
  return (major === 3 && minor >= 5) || (major === 2 && minor === 7) ? "1.5.1" : undefined;
};

/** The folder with the package `debugpy` that fits. */
export const debugpyFor = async (
  version: string,
  interpreter: string | undefined,
  world: DebuggerWorld,
  run: ToolRun,
): Promise<string> => {
  const release = releaseFor(version);
  if (release === undefined)
    throw machineFailure("no-debugger", `There is no debugger for Python ${version}`, {
      hint: 'Take "debug" away from the service, or choose Python 2.7 or 3.5 and later.',
    });
  if (release === "shipped") return shipped(world);
  const dir = join(world.folder, `debugpy-${release}`);
  if (!(await exists(join(dir, "debugpy", "__main__.py"))))
    await fetchDebugpy({ release, python: version, interpreter, dir }, world, run);
  await touch(dir);
  return dir;
};

/** What was used last is evicted last. */
const touch = async (dir: string): Promise<void> => {
  const now = Date.now() / 1000;
  await fs.utimes(dir, now, now);
};

const shipped = async (world: DebuggerWorld): Promise<string> => {
  const dir = join(world.shipped, "debugpy");
  if (await exists(join(dir, "debugpy"))) return dir;
  throw machineFailure("no-debugger", `The Python debugger is not in ${dir}`, {
    hint: "Reinstall Backcompat; in a checkout of it, run npm run build.",
  });
};

/** For sides whose environment is none of ours. */
export const askVersion = async (
  interpreter: string | undefined,
  world: DebuggerWorld,
  run: ToolRun,
): Promise<string> => {
  for (const tool of interpreter === undefined ? ["python", "python3"] : [interpreter]) {
    const answer = await versionOf(tool, world, run);
    if (answer !== undefined) return answer;
  }
  throw machineFailure("no-interpreter", "Which Python this service runs on can't be found out", {
    hint: 'Give its side a "python", or put python on PATH.',
  });
};

const versionOf = async (tool: string, world: DebuggerWorld, run: ToolRun): Promise<string | undefined> => {
  try {
    return await world.run(
      {
        tool,
        args: ["-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"],
        parse: ({ stdout }) => /\d+\.\d+\.\d+/.exec(stdout)?.[0],
      },
      unheard(run),
    );
  } catch (error) {
    if (run.signal?.aborted || !(error instanceof Failure)) throw error;
    return undefined;
  }
};

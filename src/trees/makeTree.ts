import { promises as fs } from "node:fs";
import { dirname } from "node:path";
import type { RunTool, ToolRun } from "../processes/types";
import { machineFailure } from "../util/problem";
import { throwIfAborted } from "../util/time";
import { removeFolder } from "./folders";
import { type Answer, askOurs, errorLines } from "./git";
import { fetchLfs } from "./lfs";
import type { Making } from "./making";
import type { Origin } from "./origin";
import { matchOrigin } from "./repository";
import { rescue } from "./rescue";
import { fillSubmodules } from "./submodules";

/** Checks a commit out into a folder that nobody uses yet; what an interrupted try left is removed. */
export const makeTree = async (
  making: Making,
  origin: Origin,
  commit: string,
  dir: string,
): Promise<readonly string[]> => {
  const { world, at, how } = making;
  const bare = at.repository(origin.key);
  await world.withLock(
    `repository-${origin.key}`,
    () => matchOrigin(world.run, bare, origin, how),
    how?.signal,
  );
  await addWorktree(making, origin, commit, dir);
  const submodules = await fillSubmodules(making, origin, commit, dir, makeTree);
  const lfs = await fetchLfs(world.run, bare, dir, how);
  return [...submodules, ...lfs];
};

/** What their repository pruned meanwhile is fetched once more before giving up. */
const addWorktree = async (making: Making, origin: Origin, commit: string, dir: string): Promise<void> => {
  const { world, at, how } = making;
  const bare = at.repository(origin.key);
  const first = await tryWorktree(world.run, bare, commit, dir, how);
  if (first.ok) return;
  throwIfAborted(how?.signal, "The checkout");
  const trouble = await world.withLock(
    `repository-${origin.key}`,
    () => rescue(world.run, bare, origin, commit, how),
    how?.signal,
  );
  const second = await tryWorktree(world.run, bare, commit, dir, how);
  if (second.ok) return;
  throwIfAborted(how?.signal, "The checkout");
  throw machineFailure(
    "checkout-failed",
    `git could not check ${commit.slice(0, 12)} of ${origin.title} out`,
    {
      hint: "If objects are missing, run `git fsck` there and fetch from a remote that has them.",
      lines: [...errorLines(second), ...trouble],
    },
  );
};

const tryWorktree = async (
  run: RunTool,
  bare: string,
  commit: string,
  dir: string,
  how?: ToolRun,
): Promise<Answer> => {
  await removeFolder(bare, dir);
  await fs.mkdir(dirname(dir), { recursive: true, mode: 0o700 });
  // Twice forced: also over the locked remains of an add that was killed.
  return run(
    askOurs(bare, ["worktree", "add", "--quiet", "--force", "--force", "--detach", dir, commit]),
    how,
  );
};

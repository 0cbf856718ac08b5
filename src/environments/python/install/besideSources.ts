import { promises as fs } from "node:fs";
import { join } from "node:path";
import { withLock } from "../../../processes/locks";
import { contentHash } from "../../../util/json";
import type { Job } from "./job";
import { watchLeftovers } from "./leftovers";
import { installLines, localPaths } from "./lines";
import { keepOwnMetadata } from "./ownMetadata";

/**
 * Building a package writes beside its sources: one build at a time there, and what it leaves goes at once, as trees
 * are shared and the workspace is the user's. Returns what has to stay because the environment can't do without.
 */
export const besideSources = async (job: Job, install: () => Promise<void>): Promise<readonly string[]> => {
  const { request, building, world } = job;
  const { tree } = request;
  const paths = tree === undefined ? [] : localPaths(installLines(request), tree.dir).map(({ path }) => path);
  if (tree === undefined || paths.length === 0) {
    await install();
    return [];
  }
  return withLock(
    join(world.locks, `sources-${contentHash(tree.dir)}`),
    `Building in ${tree.dir}`,
    () => leaveAsFound([...new Set(paths)], tree.commit === undefined, job, install),
    {
      signal: building.run.signal,
      onWait: ({ pid }) => building.log.say(`Process ${pid} is building in ${tree.dir}; waiting for it`),
    },
  );
};

/** In the user's folder all of it is journaled too, before it is made where it can be foreseen. */
const leaveAsFound = async (
  folders: readonly string[],
  theirs: boolean,
  { folder, building }: Job,
  install: () => Promise<void>,
): Promise<readonly string[]> => {
  const willCreate = theirs ? building.run.willCreate : () => undefined;
  const leftovers = await watchLeftovers(folders);
  await leftovers.announce(willCreate);
  const restore = await keepOwnMetadata(folders, join(folder, "set-aside"), building.run.willReplace);
  try {
    await install();
  } finally {
    await restore();
    const { all, needed } = await leftovers.found();
    for (const path of all) willCreate(path);
    const idle = all.filter((path) => !needed.includes(path));
    await Promise.all(idle.map((path) => fs.rm(path, { recursive: true, force: true })));
  }
  return (await leftovers.found()).needed;
};

import { join } from "node:path";
import { withLock } from "../../../processes/locks";
import { contentHash } from "../../../util/json";
import type { Job } from "./job";
import { watchLeftovers } from "./leftovers";
import { installLines, localPaths } from "./lines";
import { keepOwnMetadata } from "./ownMetadata";

/**
 * Building a package writes beside its sources: one build at a time there, and in the user's folder what it leaves
 * is journaled. Returns what of it the environment can't do without.
 */
export const besideSources = async (job: Job, install: () => Promise<void>): Promise<readonly string[]> => {
  const { request, building, world } = job;
  const { tree } = request;
  const paths = tree === undefined ? [] : localPaths(installLines(request), tree.dir).map(({ path }) => path);
  if (tree === undefined || paths.length === 0) {
    await install();
    return [];
  }
  const inOurs = (): Promise<readonly string[]> => install().then(() => []);
  const inTheirs = (): Promise<readonly string[]> => leaveAsFound([...new Set(paths)], job, install);
  return withLock(
    join(world.locks, `sources-${contentHash(tree.dir)}`),
    `Building in ${tree.dir}`,
    tree.commit === undefined ? inTheirs : inOurs,
    {
      signal: building.run.signal,
      onWait: ({ pid }) => building.log.say(`Process ${pid} is building in ${tree.dir}; waiting for it`),
    },
  );
};

/** Our own trees keep what was built in them; the user's folder doesn't. */
const leaveAsFound = async (
  folders: readonly string[],
  { folder, building }: Job,
  install: () => Promise<void>,
): Promise<readonly string[]> => {
  const { willCreate } = building.run;
  const leftovers = await watchLeftovers(folders);
  await leftovers.announce(willCreate);
  const restore = await keepOwnMetadata(folders, join(folder, "set-aside"));
  try {
    await install();
  } finally {
    await restore();
    for (const path of (await leftovers.found()).all) willCreate(path);
  }
  return (await leftovers.found()).needed;
};

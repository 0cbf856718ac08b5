import type { RunTool } from "../../processes/types";
import { interrupted, machineFailure, problemOf } from "../../util/problem";
import { throwIfAborted } from "../../util/time";
import { unreachableCode } from "../indexes/ask";
import { keptReleases } from "../indexes/kept";
import type { VersionsWorld } from "../world";
import { listTagsOfRemote, type Remote, remotesOf, type Tag } from "./calls";
import { reasonIn, unreachable } from "./unreachable";

export interface RemoteTags {
  /** Without commits: trees fetch them by name, as the clone has no such object. */
  readonly tags: readonly Pick<Tag, "ref">[];
  /** One sentence for each remote that could not be asked. */
  readonly unreachable: readonly string[];
}

/** The tags of a clone's remotes, for those that the clone itself lacks: a fork's, a shallow clone's. */
export const tagsOfRemotes = async (
  folder: string,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<RemoteTags> => {
  const { remotes, ownSsh } = await world.run(remotesOf(folder), { signal });
  const answers = await Promise.all(
    remotes.map((remote) => tagsOfRemote({ folder, remote, ownSsh }, world, signal)),
  );
  return {
    tags: answers.flatMap(({ tags }) => tags),
    unreachable: answers.flatMap(({ trouble }) => (trouble === undefined ? [] : [trouble])),
  };
};

interface Asked {
  readonly folder: string;
  readonly remote: Remote;
  readonly ownSsh: boolean;
}

const tagsOfRemote = async (
  asked: Asked,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<{ readonly tags: RemoteTags["tags"]; readonly trouble?: string }> => {
  const { name, url } = asked.remote;
  try {
    const { releases, notes } = await keptReleases(`git ${asked.folder} ${url}`, world, async () =>
      (await ask(asked, world.run, signal)).map((tag) => ({ name: tag.ref, ...tag })),
    );
    const [trouble] = notes;
    const tags = releases.map((release) => ({ ref: release.name }));
    return trouble === undefined ? { tags } : { tags, trouble: `${name}: ${trouble}` };
  } catch (error) {
    throwIfAborted(signal, `Asking the remote ${name}`);
    const { code, message, lines = [] } = problemOf(error);
    if (code !== unreachableCode) throw error;
    const reason = reasonIn(lines);
    const trouble = `${name}: ${message}`;
    return { tags: [], trouble: reason === undefined ? trouble : `${trouble}: ${reason}` };
  }
};

/** Long enough for a slow server, short enough for who only mistyped a version. */
const patienceMs = 10_000;

const ask = async (
  { folder, remote, ownSsh }: Asked,
  run: RunTool,
  signal: AbortSignal,
): Promise<readonly Tag[]> => {
  const late = AbortSignal.timeout(patienceMs);
  try {
    return await run(listTagsOfRemote(folder, remote.name, ownSsh), {
      signal: AbortSignal.any([signal, late]),
    });
  } catch (error) {
    if (signal.aborted) throw interrupted(`Asking the remote ${remote.name}`);
    if (late.aborted)
      throw machineFailure(unreachableCode, `no answer within ${patienceMs / 1000} s`, { cause: error });
    throw unreachable(error, remote.url);
  }
};

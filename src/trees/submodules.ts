import { join, posix } from "node:path";
import type { ToolRun } from "../processes/types";
import { exists } from "../util/files";
import { Failure } from "../util/problem";
import { parseSettings, type Setting } from "./borrowedConfig";
import { askOurs, askTree, parts } from "./git";
import type { Making } from "./making";
import { checkoutOrigin, isUrl, type Origin, urlOrigin } from "./origin";
import { resolveRef } from "./resolveRef";

interface Submodule {
  readonly name: string;
  readonly path: string;
  readonly url: string;
  readonly commit: string;
}

/** How a tree is made; given, because a submodule's tree may have submodules again. */
export type MakeTree = (
  making: Making,
  origin: Origin,
  commit: string,
  dir: string,
) => Promise<readonly string[]>;

/**
 * Submodules are trees of ours within the tree: from what the person's checkout already has of them,
 * else from their URL. One that can't be had is said, because the side may do without it.
 */
export const fillSubmodules = async (
  making: Making,
  origin: Origin,
  commit: string,
  dir: string,
  make: MakeTree,
): Promise<readonly string[]> => {
  if (!(await exists(join(dir, ".gitmodules")))) return [];
  const notes: string[] = [];
  for (const submodule of await submodulesOf(making, commit, dir)) {
    try {
      notes.push(...(await fill(making, origin, submodule, join(dir, submodule.path), make)));
    } catch (error) {
      if (!(error instanceof Failure) || error.problem.code === "interrupted") throw error;
      notes.push(`Submodule ${submodule.path} is left out: ${error.problem.message}`);
    }
  }
  return notes;
};

const fill = async (
  making: Making,
  parent: Origin,
  submodule: Submodule,
  dir: string,
  make: MakeTree,
): Promise<readonly string[]> => {
  const origin = await originOf(making, parent, submodule);
  const { world, at, how } = making;
  const bare = at.repository(origin.key);
  const alone = <T>(body: () => Promise<T>): Promise<T> =>
    world.withLock(`repository-${origin.key}`, body, how?.signal);
  const commit = await resolveRef({ run: world.run, bare, alone }, origin, submodule.commit, how);
  return make(making, origin, commit, dir);
};

const originOf = async (making: Making, parent: Origin, { name, url }: Submodule): Promise<Origin> => {
  const local = parent.kind === "checkout" ? join(parent.commonDir, "modules", name) : undefined;
  if (local && (await exists(join(local, "HEAD"))))
    return checkoutOrigin(making.world.run, local, making.how);
  const absolute = await absoluteUrl(making, parent, url);
  return isUrl(absolute) ? urlOrigin(absolute) : checkoutOrigin(making.world.run, absolute, making.how);
};

/** `./x` and `../x` are relative to where the superproject comes from. */
const absoluteUrl = async ({ world, at, how }: Making, parent: Origin, url: string): Promise<string> => {
  if (!/^\.\.?\//.test(url)) return url;
  const answer = await world.run(
    askOurs(at.repository(parent.key), ["config", "--get", "remote.origin.url"]),
    how,
  );
  const base = answer.ok ? answer.text.trim() : parent.kind === "url" ? parent.url : parent.dir;
  return joinUrl(base, url);
};

/** As git joins them: to a URL's path, to ssh's `host:path`, or to a folder, which Windows may spell either way. */
export const joinUrl = (base: string, url: string): string => {
  const place = isUrl(base) ? base : base.replaceAll("\\", "/");
  const [, start = "", path = place] =
    /^([a-z][a-z0-9+.-]*:\/\/[^/]*|[^/]{2,}:(?!\/))(.*)$/i.exec(place) ?? [];
  return start + posix.join(path, url);
};

const submodulesOf = async (
  { world, how }: Making,
  commit: string,
  dir: string,
): Promise<readonly Submodule[]> => {
  const listed = await world.run(askTree(dir, [...listModules]), how);
  const settings = listed.ok ? parseSettings(listed.text) : [];
  const named = settings.filter(([key]) => key.endsWith(".path"));
  if (named.length === 0) return [];
  const commits = await gitlinks(
    world.run,
    commit,
    dir,
    named.map(([, path]) => path),
    how,
  );
  return named.flatMap(([key, path]) => {
    const name = key.slice("submodule.".length, -".path".length);
    const url = settings.find(([other]) => other === `submodule.${name}.url`)?.[1];
    const pinned = commits.get(path);
    return url && pinned && isSafe(name, url) ? [{ name, path, url, commit: pinned }] : [];
  });
};

const listModules = ["config", "--file", ".gitmodules", "--list", "-z"] as const;

/** A name becomes a folder and a URL an argument: neither may climb out or look like an option. */
const isSafe = (name: string, url: string): boolean =>
  !name.split(/[\\/]/).includes("..") && !url.startsWith("-") && !/^\w+::/.test(url);

const gitlinks = async (
  run: Making["world"]["run"],
  commit: string,
  dir: string,
  paths: readonly string[],
  how?: ToolRun,
): Promise<Map<string, string>> => {
  const answer = await run(askTree(dir, ["ls-tree", "-z", "--full-tree", commit, "--", ...paths]), how);
  const entries = answer.ok ? parts(answer.text) : [];
  return new Map(
    entries.flatMap((entry): Setting[] => {
      const [, oid, path] = /^160000 commit ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
      return oid && path ? [[path, oid]] : [];
    }),
  );
};

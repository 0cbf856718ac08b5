import { join } from "node:path";
import { maskUrls } from "../processes/masking";
import type { RunTool, ToolRun } from "../processes/types";
import { exists } from "../util/files";
import { type Failure, inputFailure, machineFailure } from "../util/problem";
import { fetchAll, fetchRef, type RemoteLookup } from "./fetchRef";
import { askOurs, askTheirs } from "./git";
import type { CheckoutOrigin, Origin, UrlOrigin } from "./origin";
import { checkRefName, isFullCommit, looksLikeCommit, nearestRefs } from "./refNames";
import { parseRefs } from "./refs";
import { matchOrigin } from "./repository";

export interface RefWorld {
  readonly run: RunTool;
  readonly bare: string;
  /** Runs alone among all that change our repository. */
  readonly alone: <T>(body: () => Promise<T>) => Promise<T>;
}

/** The commit that a name stands for: as their clone has it, else as ours, else as a remote has it. */
export const resolveRef = async (
  world: RefWorld,
  origin: Origin,
  name: string,
  how?: ToolRun,
): Promise<string> => {
  const ref = checkRefName(name);
  return origin.kind === "url" ? fromUrl(world, origin, ref, how) : fromCheckout(world, origin, ref, how);
};

const fromCheckout = async (
  world: RefWorld,
  origin: CheckoutOrigin,
  ref: string,
  how?: ToolRun,
): Promise<string> => {
  // Branches in ours may be older than theirs until matched; tags and commits are what they are.
  const lasting = looksLikeCommit(ref) ? ref : `refs/tags/${ref}`;
  const known = (await inTheirs(world, origin, ref, how)) ?? (await inOurs(world, lasting, how));
  if (known) return known;
  return world.alone(async () => {
    const repository = await matchOrigin(world.run, world.bare, origin, how);
    const matched = await inOurs(world, ref, how);
    if (matched) return matched;
    const found = await fetchRef(world.run, repository, origin, ref, how);
    const fetched = found.oid && (await inOurs(world, found.oid, how));
    if (fetched) return fetched;
    throw unknownRef(origin, ref, [...(await ourNames(world, how)), ...found.names], found);
  });
};

const inTheirs = async (
  { run }: RefWorld,
  { dir }: CheckoutOrigin,
  ref: string,
  how?: ToolRun,
): Promise<string | undefined> => {
  if (isFullCommit(ref)) return undefined;
  const names = looksLikeCommit(ref) ? [`refs/tags/${ref}`, `refs/heads/${ref}`] : [ref];
  for (const name of names) {
    const answer = await run(askTheirs(dir, ["rev-parse", "--verify", "--quiet", `${name}^{commit}`]), how);
    if (answer.ok) return answer.text.trim();
  }
  return undefined;
};

const inOurs = async ({ run, bare }: RefWorld, ref: string, how?: ToolRun): Promise<string | undefined> => {
  if (!(await exists(join(bare, "HEAD")))) return undefined;
  const names =
    isFullCommit(ref) || ref.startsWith("refs/") ? [ref] : [ref, ...remotes.map((at) => `${at}/${ref}`)];
  for (const name of names) {
    const answer = await run(askOurs(bare, ["rev-parse", "--verify", "--quiet", `${name}^{commit}`]), how);
    if (answer.ok) return answer.text.trim();
  }
  return undefined;
};

const remotes = ["refs/remotes/origin", "refs/remotes/upstream"] as const;

/** Tags and commits stay what they are; a branch is asked for again, and is as last seen when offline. */
const fromUrl = async (world: RefWorld, origin: UrlOrigin, ref: string, how?: ToolRun): Promise<string> => {
  const lasting = isFullCommit(ref) ? ref : `refs/tags/${ref}`;
  const known = await inOurs(world, lasting, how);
  if (known) return known;
  return world.alone(async () => {
    await matchOrigin(world.run, world.bare, origin, how);
    const trouble = await fetchAll(world.run, world.bare, how);
    const found = await inOurs(world, ref, how);
    if (found) return found;
    if (trouble.length > 0) throw unreachable(origin, ref, trouble);
    throw unknownRef(origin, ref, await ourNames(world, how), { unreachable: [] });
  });
};

const ourNames = async ({ run, bare }: RefWorld, how?: ToolRun): Promise<string[]> => {
  const answer = await run(askOurs(bare, ["for-each-ref", "--format=%(objectname) %(refname)"]), how);
  return answer.ok
    ? [...parseRefs(answer.text).keys()].filter((name) => !name.startsWith("refs/backcompat/"))
    : [];
};

/** Whether it has that ref can't be known, so nothing is wrong with the ref. */
const unreachable = ({ title }: Origin, ref: string, lines: readonly string[]): Failure =>
  machineFailure("repository-unreachable", `${ref} could not be fetched: ${title} can't be reached`, {
    hint: "Check the URL, the network, and that git can log in without asking.",
    lines: lines.slice(-5).map(maskUrls),
  });

const unknownRef = (
  { title }: Origin,
  ref: string,
  names: readonly string[],
  { unreachable }: Pick<RemoteLookup, "unreachable">,
): Failure => {
  const near = nearestRefs(ref, names);
  const [asked, later] =
    unreachable.length > 0
      ? [
          " and the remotes could not all be asked",
          " Once its remotes can be reached, it is fetched by itself.",
        ]
      : ["", ""];
  const named =
    near.length > 0 ? `Nearest: ${near.join(", ")}.` : "Name a tag, a branch or a commit that is there.";
  return inputFailure("unknown-ref", `${ref} is no tag, branch or commit of ${title}${asked}`, {
    hint: `${named}${later}`,
    ...(unreachable.length > 0 ? { lines: unreachable } : {}),
  });
};

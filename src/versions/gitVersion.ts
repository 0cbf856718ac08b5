import { inputFailure } from "../util/problem";
import { commitOf, fullNameOf, remoteBranch } from "./git/calls";
import { orderOfCommit } from "./git/place";
import { type Repo, repoOf } from "./git/repo";
import { unreachable } from "./git/unreachable";
import type { Axis, Version } from "./types";
import type { VersionsWorld } from "./world";

/** The folder as it is; uncommitted changes don't move it. */
export const workspaceVersion = async (
  axis: Axis,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<Version> => {
  const repo = repoOfAxis(axis, world);
  if (repo?.kind !== "folder")
    throw inputFailure(
      "unknown-version",
      `Axis '${axis.name}' has no 'workspace': it is not a local repository`,
      {
        hint: "Choose one of its releases; `backcompat versions` lists them.",
      },
    );
  const head = await world.run(commitOf(repo.folder, "HEAD"), { signal });
  if (!head) return { ...base(axis, "workspace"), kind: "workspace", order: above(axis) };
  return {
    ...base(axis, "workspace"),
    kind: "workspace",
    order: await orderOfCommit(axis, repo.folder, head, world.run, signal),
    ...head,
  };
};

/** A branch, a commit in any way git names one, or a tag that is no version; undefined where git knows none. */
export const gitVersion = async (
  axis: Axis,
  wanted: string,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<Version | undefined> => {
  const repo = repoOfAxis(axis, world);
  // What git would take for an option or for more than one commit.
  if (!repo || !/^[^-\s:^][^\s:]*$/.test(wanted) || wanted.includes("..")) return undefined;
  return repo.kind === "folder"
    ? localVersion(axis, repo.folder, wanted, world, signal)
    : remoteVersion(axis, repo.url, wanted, world, signal);
};

const localVersion = async (
  axis: Axis,
  repo: string,
  wanted: string,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<Version | undefined> => {
  // A branch that only the remote has is meant by its bare name too, as `git switch` takes it.
  for (const revision of [wanted, `refs/remotes/origin/${wanted}`]) {
    const found = await world.run(commitOf(repo, revision), { signal });
    if (!found) continue;
    const ref = await world.run(fullNameOf(repo, revision), { signal });
    const order = await orderOfCommit(axis, repo, found, world.run, signal);
    const branch = isBranch(wanted, ref);
    return branch || ref?.startsWith("refs/tags/")
      ? {
          ...base(axis, wanted),
          kind: branch ? "branch" : "commit",
          order,
          ref: shortRef(ref ?? wanted),
          ...found,
        }
      : { ...base(axis, found.commit.slice(0, 8)), kind: "commit", order, ref: found.commit, ...found };
  }
  return undefined;
};

const remoteVersion = async (
  axis: Axis,
  url: string,
  wanted: string,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<Version | undefined> => {
  const commit = await world.run(remoteBranch(url, wanted), { signal }).catch((error: unknown) => {
    throw unreachable(error, url);
  });
  if (commit) return { ...base(axis, wanted), kind: "branch", order: above(axis), ref: wanted, commit };
  if (!/^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(wanted)) return undefined;
  return {
    ...base(axis, wanted.slice(0, 8)),
    kind: "commit",
    order: above(axis),
    ref: wanted,
    commit: wanted,
  };
};

export const repoOfAxis = (axis: Axis, world: VersionsWorld): Repo | undefined =>
  axis.source.kind === "git" ? repoOf(axis.source.repo, world.workspaceFolder) : undefined;

const base = (axis: Axis, name: string) => ({ axis: axis.name, name });

const above = (axis: Axis) => ({ scheme: axis.scheme, beyond: "above" }) as const;

/** `HEAD` is a commit: it names another one after the next switch. */
const isBranch = (wanted: string, ref: string | undefined): boolean =>
  wanted !== "HEAD" &&
  wanted !== "@" &&
  (ref?.startsWith("refs/heads/") || ref?.startsWith("refs/remotes/")) === true;

const shortRef = (ref: string): string => ref.replace(/^refs\/(heads|remotes|tags)\//, "");

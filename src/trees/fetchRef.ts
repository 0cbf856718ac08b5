import type { RunTool, ToolRun } from "../processes/types";
import { reasonIn } from "../versions/git/unreachable";
import { askOurs, errorLines } from "./git";
import { type CheckoutOrigin, withoutSecret } from "./origin";
import { isFullCommit } from "./refNames";
import { addFetched, parseRefs, type Refs, readFetched, theirRefs, writeRefs } from "./refs";
import type { Repository } from "./repository";
import { rescue } from "./rescue";

/** What asking the remotes brought: the commit's name if found, and else what is there. */
export interface RemoteLookup {
  readonly oid: string | undefined;
  readonly names: readonly string[];
  /** One sentence for each remote that could not be asked. */
  readonly unreachable: readonly string[];
}

/** Fetches a ref that their clone lacks into our repository, from the first remote that has it. */
export const fetchRef = async (
  run: RunTool,
  repository: Repository,
  origin: CheckoutOrigin,
  ref: string,
  how?: ToolRun,
): Promise<RemoteLookup> => {
  const names: string[] = [];
  const unreachable: string[] = [];
  for (const [remote, url] of repository.remotes) {
    const listed = await run(
      askOurs(repository.bare, ["ls-remote", "--heads", "--tags", "--refs", remote]),
      how,
    );
    if (!listed.ok) {
      unreachable.push(`${withoutSecret(url)}: ${reasonIn(listed.lines) ?? "no answer"}`);
      continue;
    }
    const refs = parseRefs(listed.text);
    names.push(...refs.keys());
    const fetched = await fetchFrom(run, repository, { remote, url, ref, refs, origin }, how);
    if (fetched.oid) return { oid: fetched.oid, names, unreachable };
    unreachable.push(...fetched.trouble.slice(-5).map((line) => `${withoutSecret(url)}: ${line}`));
  }
  return { oid: undefined, names, unreachable };
};

interface Fetched {
  readonly oid: string | undefined;
  /** What git said where the remote has it and the fetch failed. */
  readonly trouble: readonly string[];
}

interface Wanted {
  readonly remote: string;
  readonly url: string;
  readonly ref: string;
  readonly refs: Refs;
  readonly origin: CheckoutOrigin;
}

const fetchFrom = async (
  run: RunTool,
  repository: Repository,
  wanted: Wanted,
  how?: ToolRun,
): Promise<Fetched> => {
  const { ref, refs, remote, origin } = wanted;
  const name = [`refs/tags/${ref}`, `refs/heads/${ref.replace(`${remote}/`, "")}`, ref].find((one) =>
    refs.has(one),
  );
  const source = name ?? (isFullCommit(ref) ? ref : undefined);
  if (source === undefined) return { oid: undefined, trouble: [] };
  const fetched = await run(askOurs(repository.bare, fetchArgs(repository, wanted, source)), how);
  const oid = name === undefined ? ref : (refs.get(name) ?? ref);
  if (!fetched.ok && !(await rescued(run, repository.bare, origin, oid, how)))
    return { oid: undefined, trouble: name === undefined ? [] : fetched.lines };
  await addFetched(repository.bare, keptAs(remote, name, oid), oid);
  const merged = new Map([
    ...(await readFetched(repository.bare)),
    ...(await theirRefs(run, origin.dir, how)),
  ]);
  await writeRefs(repository.bare, merged);
  return { oid, trouble: [] };
};

const rescued = async (...lost: Parameters<typeof rescue>): Promise<boolean> =>
  (await rescue(...lost)).length === 0;

/** History without file contents is enough from a server: git fetches what a tree needs in one go. */
const fetchArgs = (repository: Repository, { remote, url }: Wanted, source: string): string[] => [
  "fetch",
  "--no-tags",
  "--no-recurse-submodules",
  "--quiet",
  ...(/^[a-z]+:\/\//i.test(url) && repository.shallow ? ["--filter=blob:none"] : []),
  remote,
  source,
];

/** A tag keeps its name, so that `git describe` finds it; the rest is only kept from being lost. */
const keptAs = (remote: string, name: string | undefined, oid: string): string => {
  if (name?.startsWith("refs/tags/")) return name;
  return name ? name.replace("refs/heads/", `refs/remotes/${remote}/`) : `refs/backcompat/${oid}`;
};

/** Fetches all of a URL's branches and tags; without contents where the server can. */
export const fetchAll = async (run: RunTool, bare: string, how?: ToolRun): Promise<readonly string[]> => {
  const answer = await run(
    askOurs(bare, [
      "fetch",
      "--prune",
      "--quiet",
      "--no-recurse-submodules",
      "--filter=blob:none",
      "origin",
      "+refs/heads/*:refs/remotes/origin/*",
      "+refs/tags/*:refs/tags/*",
    ]),
    how,
  );
  return answer.ok ? [] : errorLines(answer).length > 0 ? errorLines(answer) : ["no answer"];
};

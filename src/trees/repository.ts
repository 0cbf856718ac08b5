import { promises as fs } from "node:fs";
import { join } from "node:path";
import type { RunTool, ToolRun } from "../processes/types";
import { exists, readIfThere, writeAtomically } from "../util/files";
import { alternatesText, objectFolders } from "./alternates";
import { borrowed, configText, parseSettings, remotesIn, type Setting } from "./borrowedConfig";
import { askTheirs } from "./git";
import type { CheckoutOrigin, Origin } from "./origin";
import { borrowedFile, excludeText, ourConfig } from "./ourConfig";
import { readFetched, theirRefs, writeRefs } from "./refs";

/** A bare repository of ours for one origin. */
export interface Repository {
  readonly bare: string;
  readonly remotes: ReadonlyMap<string, string>;
  readonly shallow: boolean;
}

/**
 * Makes our repository for an origin, or brings it up to date with it: same objects (borrowed),
 * same refs, same remotes. Called under that repository's lock.
 */
export const matchOrigin = async (
  run: RunTool,
  bare: string,
  origin: Origin,
  how?: ToolRun,
): Promise<Repository> => {
  if (!(await exists(join(bare, "HEAD")))) await makeBare(bare, origin);
  const settings = await settingsOf(run, bare, origin, how);
  await rewrite(join(bare, borrowedFile), configText(settings));
  if (origin.kind === "checkout") await matchCheckout(run, bare, origin, how);
  return { bare, remotes: remotesIn(settings), shallow: await exists(join(bare, "shallow")) };
};

/** By hand, so that no template's hooks come along; HEAD comes last and says that all is there. */
const makeBare = async (bare: string, origin: Origin): Promise<void> => {
  for (const folder of ["objects/info", "objects/pack", "refs/heads", "refs/tags", "info"])
    await fs.mkdir(join(bare, folder), { recursive: true });
  await fs.writeFile(join(bare, "config"), ourConfig(bare, origin.objectFormat));
  await fs.writeFile(join(bare, "info", "exclude"), excludeText(""));
  await writeAtomically(join(bare, "HEAD"), "ref: refs/heads/none\n", 0o644);
};

const settingsOf = async (
  run: RunTool,
  bare: string,
  origin: Origin,
  how?: ToolRun,
): Promise<readonly Setting[]> => {
  const dir = origin.kind === "url" ? bare : origin.dir;
  const [local, ssh] = await Promise.all([
    origin.kind === "url" ? undefined : run(askTheirs(dir, [...listLocal]), how),
    run(askTheirs(dir, ["config", "--get", "core.sshcommand"]), how),
  ]);
  const base: Setting[] = origin.kind === "url" ? [["remote.origin.url", origin.url]] : [];
  const theirs = local?.ok ? borrowed(parseSettings(local.text), dir) : base;
  return ssh.ok ? theirs : [...theirs, ...batchSsh];
};

const listLocal = ["config", "--local", "--includes", "--list", "-z"] as const;

/** ssh must not ask for a password on a terminal that nobody sees; their own command stands. */
const batchSsh: readonly Setting[] = [["core.sshcommand", "ssh -o BatchMode=yes"]];

const matchCheckout = async (
  run: RunTool,
  bare: string,
  origin: CheckoutOrigin,
  how?: ToolRun,
): Promise<void> => {
  const [folders, refs, fetched] = await Promise.all([
    objectFolders(origin.commonDir),
    theirRefs(run, origin.dir, how),
    readFetched(bare),
  ]);
  await rewrite(join(bare, "objects", "info", "alternates"), alternatesText(folders));
  await copyShallow(bare, origin.commonDir);
  await rewrite(
    join(bare, "info", "exclude"),
    excludeText(await textOf(origin.commonDir, "info", "exclude")),
  );
  await writeRefs(bare, new Map([...fetched, ...refs]));
};

/** Where a shallow history ends, or git would miss the parents. */
const copyShallow = async (bare: string, commonDir: string): Promise<void> => {
  const theirs = await textOf(commonDir, "shallow");
  if (theirs !== "") await rewrite(join(bare, "shallow"), theirs);
  else await fs.rm(join(bare, "shallow"), { force: true });
};

const textOf = async (...path: string[]): Promise<string> =>
  (await readIfThere(join(...path)))?.toString("utf8") ?? "";

const rewrite = async (path: string, text: string): Promise<void> => {
  if ((await readIfThere(path))?.toString("utf8") !== text) await writeAtomically(path, text, 0o644);
};

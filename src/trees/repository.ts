import { promises as fs } from "node:fs";
import { join } from "node:path";
import type { RunTool, ToolRun } from "../processes/types";
import { exists, readIfThere, writeAtomically } from "../util/files";
import { alternatesText, objectFolders } from "./alternates";
import { borrowed, configText, parseSettings, remotesIn, type Setting } from "./borrowedConfig";
import { type Answer, askOurs, askTheirs } from "./git";
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
  await makeBare(bare, origin.objectFormat);
  const settings = await settingsOf(run, bare, origin, how);
  await rewrite(join(bare, borrowedFile), configText(settings));
  const theirs = origin.kind === "checkout" ? await objectFolders(origin.commonDir) : [];
  const saved = join(rescuePlace(bare), "objects");
  const folders = (await exists(saved)) ? [...theirs, saved] : theirs;
  await rewrite(join(bare, "objects", "info", "alternates"), alternatesText(folders));
  if (origin.kind === "checkout") await matchCheckout(run, bare, origin, how);
  return { bare, remotes: remotesIn(settings), shallow: await exists(join(bare, "shallow")) };
};

/** Where objects are kept that had to be fetched anew. */
export const rescuePlace = (bare: string): string => bare.replace(/\.git$/, ".rescue.git");

/** By hand, so that no template's hooks come along; HEAD comes last and says that all is there. */
export const makeBare = async (bare: string, objectFormat: string): Promise<void> => {
  const parts = ["HEAD", "config", "objects/info", "refs"].map((part) => exists(join(bare, part)));
  if ((await Promise.all(parts)).every((there) => there)) return;
  for (const folder of ["objects/info", "objects/pack", "refs/heads", "refs/tags", "info"])
    await fs.mkdir(join(bare, folder), { recursive: true, mode: 0o700 });
  await fs.writeFile(join(bare, "config"), ourConfig(bare, objectFormat));
  await fs.writeFile(join(bare, "info", "exclude"), excludeText(""));
  await writeAtomically(join(bare, "HEAD"), "ref: refs/heads/none\n", 0o644);
};

const settingsOf = async (
  run: RunTool,
  bare: string,
  origin: Origin,
  how?: ToolRun,
): Promise<readonly Setting[]> => {
  const ask = (args: readonly string[]) =>
    run(origin.kind === "url" ? askOurs(bare, args) : askTheirs(origin.dir, args), how);
  const [local, ssh] = await Promise.all([
    origin.kind === "url" ? undefined : ask(listLocal),
    ask(["config", "--get", "core.sshcommand"]),
  ]);
  const theirs = settled(origin, local);
  return ssh.ok ? theirs : [...theirs, ...batchSsh];
};

const settled = (origin: Origin, local: Answer | undefined): Setting[] => {
  if (origin.kind === "url") return [["remote.origin.url", origin.url]];
  return local?.ok ? borrowed(parseSettings(local.text), origin.dir) : [];
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
  const [refs, fetched] = await Promise.all([theirRefs(run, origin.dir, how), readFetched(bare)]);
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

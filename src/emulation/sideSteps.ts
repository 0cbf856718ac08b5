import { promises as fs } from "node:fs";
import { join, resolve } from "node:path";
import type { Environment } from "../environments/types";
import { serviceEnvironment } from "../processes/environment";
import { fileNameOf } from "../processes/fileNames";
import type { Line } from "../processes/types";
import { mergeVariables, withFolders } from "../processes/variables";
import type { SettledEnvironment, SettledSide } from "../scenario/settled";
import type { Tree } from "../trees/types";
import { isFolder } from "../util/files";
import { inputFailure } from "../util/problem";
import type { Run } from "./run";
import { fillAll, type SideAtWork } from "./values";

/** The note for the step's line, such as `cached`. */
type Note = string | undefined;

export const checkOutSide = async (
  run: Run,
  name: string,
  exclusive: boolean,
  trees: Map<string, Tree>,
  signal: AbortSignal,
): Promise<Note> => {
  const { source } = sideOf(run, name);
  if (source.kind !== "git") return undefined;
  const tree = await run.world.checkOut(
    { repo: source.repo, ref: source.commit ?? source.ref, exclusive, owner: run.owner },
    { signal, token: run.token, onLine: progressOf(outputOf(run, `tree:${name}`)) },
  );
  trees.set(name, tree);
  return (
    [tree.reused ? "there already" : undefined, ...tree.notes]
      .filter((note) => note !== undefined)
      .join("; ") || undefined
  );
};

export const buildSide = async (
  run: Run,
  name: string,
  trees: ReadonlyMap<string, Tree>,
  signal: AbortSignal,
): Promise<Note> => {
  const side = sideOf(run, name);
  const tree = trees.get(name);
  const folder = tree?.dir ?? (await ownFolder(side));
  const environment = await run.world.buildEnvironment(
    {
      side: name,
      spec: filledEnvironment(run, side.environment),
      source: side.source,
      tree: folder === undefined ? undefined : { dir: folder, commit: tree?.commit },
    },
    {
      signal,
      token: run.token,
      onLine: outputOf(run, `environment:${name}`),
      willCreate: (path) => run.journal.write({ kind: "created", path }),
      willReplace: (path, copy) => run.journal.write({ kind: "replaced", path, copy }),
    },
  );
  if (tree?.exclusive) await run.world.sealTree(tree.lease, { signal, token: run.token });
  const empty = folder === undefined ? await emptyFolder(run, name) : "";
  const dir = folder ?? environment.packages ?? empty;
  run.values.sides.set(name, {
    side,
    dir,
    environment,
    env: await sideEnvironment(run, side, dir, environment),
  });
  return environment.cached ? "cached" : undefined;
};

/** Versions of other sides, outputs and the like may stand in what is installed or built. */
const filledEnvironment = (run: Run, spec: SettledEnvironment): SettledEnvironment => {
  switch (spec.kind) {
    case "python":
    case "node":
      return { ...spec, install: fillAll(spec.install, run.values) };
    case "commands":
      return { ...spec, commands: spec.commands.map((command) => fillAll(command, run.values)) };
    case "none":
      return spec;
  }
};

export const sideAtWork = (run: Run, name: string): SideAtWork => {
  const side = run.values.sides.get(name);
  if (side) return side;
  throw inputFailure("side-not-there", `The side ${name} has no tree or environment in this emulation`);
};

const sideOf = (run: Run, name: string): SettledSide => {
  const side = run.plan.settled.sides[name];
  if (side) return side;
  throw inputFailure("unknown-side", `The plan has no side ${name}`);
};

/** What is not there would only be noticed by who uses it, and by nobody where that is none. */
const ownFolder = async ({ name, source }: SettledSide): Promise<string | undefined> => {
  if (source.kind === "workspace") return source.folder;
  if (source.kind !== "folder") return undefined;
  if (await isFolder(source.path)) return source.path;
  throw inputFailure("no-such-folder", `The folder ${source.path} of the side ${name} is not there`, {
    hint: `Correct \`folder\` of its source; it is relative to the workspace.`,
  });
};

/** Where commands run that don't say where: among the files of a package, its modules would hide Python's own. */
export const usualFolder = (run: Pick<Run, "folder">, { side, dir, environment }: SideAtWork): string =>
  dir === environment.packages ? emptyFolderOf(run, side.name) : dir;

const emptyFolderOf = ({ folder }: Pick<Run, "folder">, name: string): string =>
  join(folder.work, fileNameOf(name));

const emptyFolder = async (run: Run, name: string): Promise<string> => {
  const folder = emptyFolderOf(run, name);
  await fs.mkdir(folder, { recursive: true });
  return folder;
};

const sideEnvironment = async (
  run: Run,
  side: SettledSide,
  dir: string,
  environment: Environment,
): Promise<Record<string, string>> => {
  const base = serviceEnvironment(run.world.userEnv).env;
  const own = withFolders(mergeVariables([base, environment.vars]), environment.path);
  return mergeVariables([own, await envFile(side, dir)]);
};

/** `KEY=value` lines, with comments and quotes as `.env` files have them. */
const envFile = async (side: SettledSide, dir: string): Promise<Record<string, string>> => {
  if (side.envFile === undefined) return {};
  const path = resolve(dir, side.envFile);
  const text = await fs.readFile(path, "utf8").catch((cause: unknown) => {
    throw inputFailure("env-file", `The envFile of the side ${side.name} can't be read: ${path}`, {
      hint: "It is relative to the side's tree. Correct it, or give it by version for those that have the file.",
      cause,
    });
  });
  return Object.fromEntries(
    [...text.matchAll(envLine)].map((match) => [match[1] ?? "", match[2] ?? match[3] ?? match[4] ?? ""]),
  );
};

const envLine = /^\s*(?:export\s+)?([\w.]+)\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^#\n]*?))\s*(?:#.*)?$/gm;

/** git answers our questions on stdout, and tells people how far it is on stderr. */
const progressOf =
  (tell: (line: Line) => void) =>
  (line: Line): void => {
    if (line.stream === "stderr") tell(line);
  };

/** What a step's tools say while it is done. */
export const outputOf =
  (run: Run, step: string) =>
  (line: Line): void =>
    run.events.fire({ kind: "output", step, line: { ...line, text: run.secrets.mask(line.text) } });

import { posix, resolve } from "node:path";
import type { FolderPair } from "./types";

export interface DockerfileAsBuilt {
  readonly text: string;
  /** The folder here that COPY begins in. */
  readonly context: string;
  readonly args: Readonly<Record<string, string>>;
  readonly target?: string | undefined;
  readonly isFile: (path: string) => boolean;
}

/** Which folders of the context lie where in the image, by the lines that copy them; what they leave open is left out. */
export const pairsOfDockerfile = (built: DockerfileAsBuilt): FolderPair[] => {
  const { text, args, target } = built;
  const stages = new Map<string, Stage>();
  let stage: Stage = { cwd: "/", pairs: [] };
  const variables = new Map(Object.entries(args));
  for (const [verb, rest] of instructions(text)) {
    const said = filled(rest, variables);
    if (verb === "FROM") {
      if (target !== undefined && stages.get(target) === stage) break;
      stage = begun(said, stages);
    } else if (verb === "WORKDIR") stage.cwd = posix.resolve(stage.cwd, unquoted(said));
    else if (verb === "ARG" || verb === "ENV") remember(said, verb, variables);
    else if (verb === "COPY" || verb === "ADD") stage.pairs.push(...pairsOf(said, stage.cwd, built));
  }
  return stage.pairs;
};

interface Stage {
  cwd: string;
  readonly pairs: FolderPair[];
}

/** A stage on top of an earlier one has what that has. */
const begun = (from: string, stages: Map<string, Stage>): Stage => {
  const [, base = "", name] = /^(?:--\S+\s+)*(\S+)(?:\s+as\s+(\S+))?/i.exec(from) ?? [];
  const below = stages.get(base);
  const stage: Stage = { cwd: below?.cwd ?? "/", pairs: [...(below?.pairs ?? [])] };
  stages.set(String(stages.size), stage);
  if (name !== undefined) stages.set(name, stage);
  return stage;
};

const instructions = (text: string): [verb: string, rest: string][] =>
  text
    .replaceAll(/^\s*#.*\n/gm, "")
    .replaceAll(/\\[ \t]*\n/g, " ")
    .split("\n")
    .flatMap((line) => {
      const [, verb, rest] = /^\s*(\w+)\s+(.*\S)\s*$/.exec(line) ?? [];
      return verb === undefined || rest === undefined ? [] : [[verb.toUpperCase(), rest] as const];
    })
    .map(([verb, rest]) => [verb, rest]);

const remember = (said: string, verb: string, variables: Map<string, string>): void => {
  for (const [, name = "", value] of said.matchAll(/([A-Za-z_]\w*)(?:=("[^"]*"|'[^']*'|\S+))?/g)) {
    // An argument that the build was given wins over its default.
    if (value !== undefined && (verb === "ENV" || !variables.has(name))) variables.set(name, unquoted(value));
  }
};

const filled = (text: string, variables: ReadonlyMap<string, string>): string =>
  text.replaceAll(
    /\$(?:\{([A-Za-z_]\w*)(?::-([^}]*))?\}|([A-Za-z_]\w*))/g,
    (all, braced?: string, otherwise?: string, plain?: string) =>
      variables.get(braced ?? plain ?? "") ?? otherwise ?? all,
  );

const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, "$2");

const pairsOf = (said: string, cwd: string, built: DockerfileAsBuilt): FolderPair[] => {
  const [flags = ""] = /^(?:--\S+\s+)*/.exec(said) ?? [];
  if (/--from=/.test(flags)) return [];
  const words = wordsOf(said.slice(flags.length));
  const to = words.at(-1);
  if (to === undefined || words.length < 2 || to.includes("$")) return [];
  const there = posix.resolve(cwd, to);
  const isFolder = words.length > 2 || /\/\.?$/.test(to);
  return words.slice(0, -1).flatMap((from) => pairOf(from, there, isFolder, built));
};

/** Of a folder its content is copied. Of a file that keeps its name the folders around both belong together. */
const pairOf = (
  from: string,
  there: string,
  isFolder: boolean,
  { context, isFile }: DockerfileAsBuilt,
): FolderPair[] => {
  if (/^[a-z]+:\/\/|[*?[$]/.test(from)) return [];
  const here = resolve(context, from.replace(/^\/+/, ""));
  const name = posix.basename(from);
  if (!isFile(here)) return [{ here, there }];
  if (isFolder || posix.basename(there) === name)
    return [{ here: resolve(here, ".."), there: isFolder ? there : posix.dirname(there) }];
  return [];
};

const wordsOf = (text: string): string[] => {
  const list = /^\[(.*)\]$/.exec(text.trim())?.[1];
  if (list === undefined) return text.trim().split(/\s+/).map(unquoted);
  return [...list.matchAll(/"([^"]*)"/g)].map(([, word = ""]) => word);
};

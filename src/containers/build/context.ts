import { createHash } from "node:crypto";
import { createReadStream, type Dirent, promises as fs } from "node:fs";
import { basename, join, posix, relative, resolve } from "node:path";
import { thisPlatform } from "../../processes/platform";
import { pathInside, readIfThere } from "../../util/files";
import { inputFailure } from "../../util/problem";
import { ignoreRules, type Rules } from "./ignoreRules";

export interface ContextEntry {
  /** With forward slashes, relative to the context. */
  readonly path: string;
  readonly kind: "file" | "folder" | "link";
  readonly mode: number;
  readonly size: number;
  readonly target?: string;
  /** Where its content lies. */
  readonly file: string;
}

export interface BuildContext {
  readonly entries: readonly ContextEntry[];
  /** As the engine finds it in the context. */
  readonly dockerfile: string;
  readonly dockerfileText: string;
}

/** What goes to the engine, in a fixed order: the folder less what .dockerignore names. */
export const readContext = async (
  folder: string,
  dockerfile: string,
  signal: AbortSignal,
): Promise<BuildContext> => {
  const file = resolve(folder, dockerfile);
  const text = (await readIfThere(file))?.toString("utf8");
  if (text === undefined)
    throw inputFailure("no-dockerfile", `There is no ${dockerfile} in ${folder}`, {
      hint: 'Name it by "dockerfile", relative to the context.',
    });
  const within = pathInside(folder, file);
  const name = within ? slashes(relative(folder, file)) : `.backcompat.${basename(file)}`;
  const rules = await ignoreRules(folder, file);
  const entries: ContextEntry[] = [];
  await walk(folder, "", { ...rules, entries, signal });
  // The builder reads it even where the rules leave it out.
  if (!entries.some(({ path }) => path === name)) entries.push(await entryOf(file, name, "file"));
  entries.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { entries, dockerfile: name, dockerfileText: text };
};

/** The same for the same names, rights and contents; times don't count. */
export const digestOf = async (entries: readonly ContextEntry[], signal: AbortSignal): Promise<string> => {
  const hash = createHash("sha256");
  for (const { path, kind, mode, target = "", file } of entries) {
    signal.throwIfAborted();
    hash.update(`${path}\0${kind}\0${mode & 0o111}\0${target}\0`);
    if (kind === "file") for await (const chunk of createReadStream(file)) hash.update(chunk);
  }
  return hash.digest("hex");
};

interface Walk extends Rules {
  readonly entries: ContextEntry[];
  readonly signal: AbortSignal;
}

const walk = async (folder: string, under: string, rules: Walk): Promise<void> => {
  rules.signal.throwIfAborted();
  for (const found of await fs.readdir(join(folder, under), { withFileTypes: true })) {
    const path = posix.join(under, found.name);
    const kind = kindOf(found);
    if (kind === undefined) continue;
    const left = rules.ignores(path);
    if (!left) rules.entries.push(await entryOf(join(folder, path), path, kind));
    if (kind === "folder" && (!left || rules.takesBack)) await walk(folder, path, rules);
  }
};

const kindOf = (found: Dirent): ContextEntry["kind"] | undefined => {
  if (found.isSymbolicLink()) return "link";
  if (found.isDirectory()) return "folder";
  return found.isFile() ? "file" : undefined;
};

const entryOf = async (file: string, path: string, kind: ContextEntry["kind"]): Promise<ContextEntry> => {
  const { mode, size } = await fs.lstat(file);
  return {
    path,
    kind,
    // Windows has no such rights; its client sends everything as executable, too.
    mode: thisPlatform === "win32" ? 0o755 : mode & 0o777,
    size: kind === "file" ? size : 0,
    ...(kind === "link" && { target: await fs.readlink(file) }),
    file,
  };
};

const slashes = (path: string): string => path.replaceAll("\\", "/");

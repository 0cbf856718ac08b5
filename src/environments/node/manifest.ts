/**
 * A tree's own dependencies are installed beside it, from a copy of its manifests: nothing is written into a tree,
 * and one install serves all trees that have the same lock file.
 */
import { promises as fs } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { exists, pathInside, readIfThere } from "../../util/files";
import { contentHash, isRecord } from "../../util/json";
import { parseJson } from "../../util/parseJson";
import { inputFailure } from "../../util/problem";

export interface Manifest {
  readonly tree: string;
  readonly name: string | undefined;
  /** Relative paths with what is in them. */
  readonly files: Readonly<Record<string, string>>;
  readonly locked: boolean;
  readonly empty: boolean;
}

const lockFiles = ["npm-shrinkwrap.json", "package-lock.json", "yarn.lock"] as const;
const copied = ["package.json", ...lockFiles, ".npmrc"] as const;

/** Undefined where the tree is no package. */
export const readManifest = async (tree: string): Promise<Manifest | undefined> => {
  const text = await readIfThere(join(tree, "package.json"));
  if (text === undefined) return undefined;
  const manifest = parseManifest(text.toString("utf8"), join(tree, "package.json"));
  const files: Record<string, string> = {};
  for (const name of copied) {
    const content = await readIfThere(join(tree, name));
    if (content) files[name] = content.toString("utf8");
  }
  for (const folder of await workspacesOf(tree, manifest["workspaces"])) {
    const path = join(folder, "package.json");
    files[path] = await fs.readFile(join(tree, path), "utf8");
  }
  return {
    tree,
    name: typeof manifest["name"] === "string" ? manifest["name"] : undefined,
    files,
    locked: "package-lock.json" in files || "npm-shrinkwrap.json" in files,
    empty: dependencyKinds.every((kind) => !isRecord(manifest[kind])) && manifest["workspaces"] === undefined,
  };
};

export const manifestHash = ({ files }: Manifest): string => contentHash(files);

const dependencyKinds = [
  "dependencies",
  "devDependencies",
  "optionalDependencies",
  "peerDependencies",
] as const;

/** Without its scripts: they belong to the files that are not copied. */
export const copyManifest = async ({ files }: Manifest, folder: string): Promise<void> => {
  for (const [way, text] of Object.entries(files)) {
    const path = join(folder, way);
    await fs.mkdir(dirname(path), { recursive: true });
    const isManifest = way === "package.json" || way.endsWith(`${sep}package.json`);
    await fs.writeFile(path, isManifest ? withoutScripts(text, path) : text, { mode: 0o600 });
  }
};

const withoutScripts = (text: string, path: string): string => {
  const { scripts: _, ...manifest } = parseManifest(text, path);
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
};

/** What npm linked to the copy (workspaces, `file:` dependencies) leads to the tree instead. */
export const linkToTree = async (modules: string, folder: string, tree: string): Promise<void> => {
  for (const link of await linksIn(modules)) {
    const target = resolve(dirname(link), await fs.readlink(link));
    if (!pathInside(folder, target) || pathInside(modules, target)) continue;
    await link_(link, join(tree, relative(folder, target)));
  }
};

/** `node_modules/NAME` is the tree itself, so that what is edited there is what runs. */
export const linkItself = async (modules: string, { name, tree }: Manifest): Promise<void> => {
  if (name === undefined || !/^(?:@[\w.-]+\/)?[\w.-]+$/.test(name)) return;
  await fs.mkdir(dirname(join(modules, name)), { recursive: true });
  await link_(join(modules, name), tree);
};

/** Windows makes junctions without any right. */
const link_ = async (path: string, target: string): Promise<void> => {
  await fs.rm(path, { recursive: true, force: true });
  await fs.symlink(target, path, "junction");
};

const linksIn = async (modules: string): Promise<string[]> => {
  const entries = await fs.readdir(modules, { withFileTypes: true }).catch(() => []);
  const nested = await Promise.all(
    entries.map(async (entry) => {
      const path = join(modules, entry.name);
      if (entry.isSymbolicLink()) return [path];
      return entry.isDirectory() && entry.name.startsWith("@") ? linksIn(path) : [];
    }),
  );
  return nested.flat();
};

/** `packages/*` and plain folders, which is what people write. */
const workspacesOf = async (tree: string, value: unknown): Promise<readonly string[]> => {
  const list: unknown = isRecord(value) ? value["packages"] : value;
  const patterns = Array.isArray(list)
    ? list.filter((entry): entry is string => typeof entry === "string")
    : [];
  const folders = await Promise.all(patterns.map((pattern) => matching(tree, pattern.replace(/^\.\//, ""))));
  const there = await Promise.all(
    folders
      .flat()
      .map(async (folder) => ((await exists(join(tree, folder, "package.json"))) ? [folder] : [])),
  );
  return there.flat();
};

const matching = async (tree: string, pattern: string): Promise<readonly string[]> => {
  const parent = /^(.*?)\/?\*{1,2}\/?$/.exec(pattern)?.[1];
  if (parent === undefined) return [pattern.replace(/\/$/, "")];
  const entries = await fs.readdir(join(tree, parent), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
    .map(({ name }) => join(parent, name));
};

const parseManifest = (text: string, path: string): Record<string, unknown> => {
  const value = parseJson(text.replace(/^\uFEFF/, ""));
  if (isRecord(value)) return value;
  throw inputFailure("bad-manifest", `${path} is no JSON object`, {
    hint: "npm can't read it either; mend it.",
  });
};

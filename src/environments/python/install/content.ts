import { promises as fs } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readIfThere } from "../../../util/files";
import { inputFailure } from "../../../util/problem";
import { fileFingerprint, folderFingerprint } from "../../fingerprint";
import type { PythonRequest } from "../request";
import { fileArguments, installLines, type LocalPath, localPaths } from "./lines";

/** Everything but the interpreter that decides what gets installed; two requests with the same are one environment. */
export const installContent = async (request: PythonRequest): Promise<unknown> => {
  const { spec, tree } = request;
  const lines = installLines(request);
  const dir = tree?.dir ?? "";
  const locals = tree === undefined ? [] : localPaths(lines, dir);
  const files = [
    ...(tree === undefined ? [] : fileArguments(lines, dir)),
    ...(spec.constraintsFile === undefined ? [] : [resolve(dir, spec.constraintsFile)]),
  ];
  return {
    lines,
    constraints: spec.constraints,
    asOf: spec.asOf,
    files: await Promise.all(files.map((file) => requirementsContent(file, request.side))),
    locals: await Promise.all(locals.map((local) => localContent(local, tree?.commit, request.side))),
  };
};

/** With the files that it includes. */
const requirementsContent = async (file: string, side: string, depth = 0): Promise<unknown> => {
  const text = (await readIfThere(file))?.toString("utf8");
  if (text === undefined) throw notThere(side, file);
  const more = depth > 9 ? [] : fileArguments(text.split(/\r?\n/), dirname(file));
  return [text, await Promise.all(more.map((inner) => requirementsContent(inner, side, depth + 1)))];
};

/** An editable one is its place and its metadata, as its code is read where it lies; any other all its files. */
const localContent = async ({ path, editable }: LocalPath, commit: string | undefined, side: string) => {
  const stat = await fs.stat(path).catch(() => undefined);
  if (stat === undefined) throw notThere(side, path);
  if (stat.isFile()) return [path, stat.size, stat.mtimeMs];
  if (!editable) return commit === undefined ? [path, await folderFingerprint(path)] : [path, commit];
  const metadata = await Promise.all(metadataFiles.map((name) => fileFingerprint(join(path, name))));
  return [path, metadata, await topLevels(path), await topLevels(join(path, "src"))];
};

const metadataFiles = [
  "pyproject.toml",
  "setup.py",
  "setup.cfg",
  "MANIFEST.in",
  "poetry.lock",
  "Cargo.toml",
] as const;

/** An editable install knows packages by name: a new one needs a new install. */
const topLevels = async (folder: string): Promise<readonly string[]> => {
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => (entry.isDirectory() ? /^[A-Za-z_]\w*$/.test(entry.name) : entry.name.endsWith(".py")))
    .map(({ name }) => name)
    .filter((name) => !["build", "dist", "__pycache__", "node_modules"].includes(name))
    .sort();
};

const notThere = (side: string, path: string): Error =>
  inputFailure("no-such-file", `Side ${side} installs ${path}, which is not there`, {
    hint: "Paths are relative to the side's tree; what a version doesn't have yet can be left out by a value by version.",
  });

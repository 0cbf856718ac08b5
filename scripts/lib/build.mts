import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../bootstrap.mjs";
import { ensureDebugpy } from "./debugpy.mts";
import { ensureDependencies } from "./dependencies.mts";
import { alone } from "./once.mts";
import { Broken } from "./problem.mts";
import { run } from "./run.mts";

const sources = [
  "src",
  "test/host",
  "webpack.config.js",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];
const stamp = join(root, ".cache", "build.json");

/** `npm run build`: always builds. */
export const build = async (): Promise<number> => {
  await ensureDependencies();
  await alone(join(root, ".cache", "build.lock"), "the build", make);
  return 0;
};

/** Builds where sources or outputs are not those of the last build. */
export const ensureBuilt = async (): Promise<void> => {
  await alone(join(root, ".cache", "build.lock"), "the build", async () => {
    if (fresh()) return;
    console.error("Building …");
    await make();
  });
};

/** Names what would be packed now. */
export const buildId = (): string =>
  digest(
    ["dist", "media", "package.json", "README.md", ".vscodeignore"]
      .flatMap((path) => filesIn(join(root, path)))
      .filter(shipped),
    contentOf,
  );

const shipped = (file: string): boolean => !/\.(vsix|map)$/.test(file);

const make = async (): Promise<void> => {
  const before = sourceId();
  const webpack = join(root, "node_modules", "webpack", "bin", "webpack.js");
  const argv = [process.execPath, webpack, "--mode", "production"];
  const { code, output } = await run(argv, { cwd: root, quiet: true, timeoutMs: 300_000 });
  if (code !== 0) throw new Broken(`The build failed:\n${output}`);
  await ensureDebugpy();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, JSON.stringify({ sources: before, outputs: outputId() }));
};

const fresh = (): boolean => {
  if (!existsSync(stamp)) return false;
  const last: { sources?: string; outputs?: string } = JSON.parse(readFileSync(stamp, "utf8"));
  return last.outputs === outputId() && last.sources === sourceId();
};

const sourceId = (): string =>
  digest(
    sources.flatMap((path) => filesIn(join(root, path))),
    contentOf,
  );

// Outputs are many megabytes: what somebody else built over ours shows by size and time.
const outputId = (): string =>
  digest(filesIn(join(root, "dist")).filter(shipped), (file) => {
    const { size, mtimeMs } = statSync(file);
    return `${size} ${mtimeMs}`;
  });

const contentOf = (file: string): Buffer => readFileSync(file);

const digest = (files: readonly string[], of: (file: string) => string | Buffer): string => {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`\0${file.slice(root.length)}\0`).update(of(file));
  return hash.digest("hex").slice(0, 20);
};

const filesIn = (path: string): string[] => {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
};

import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "../bootstrap.mjs";
import { buildId, ensureBuilt } from "./build.mts";
import type { Editor } from "./editor.mts";
import { alone, madeOnce } from "./once.mts";
import { Broken } from "./problem.mts";
import { run } from "./run.mts";
import { installExtension } from "./server.mts";

const cache = join(root, ".cache");

/** An extensions folder with nothing in it but our packed extension, installed by the editor. */
export const ensureInstalled = async (editor: Editor): Promise<string> => {
  await ensureBuilt();
  const name = `extensions-${buildId()}`;
  return alone(join(cache, "pack.lock"), "packing the extension", () =>
    madeOnce(join(cache, name), async (half) => {
      forgetOthers(name);
      const vsix = join(half, "backcompat.vsix");
      await pack(vsix);
      await installExtension(editor, vsix, half);
      rmSync(vsix);
    }),
  );
};

const pack = async (vsix: string): Promise<void> => {
  mkdirSync(cache, { recursive: true });
  const tool = join(root, "node_modules", "@vscode", "vsce", "vsce");
  const argv = [
    process.execPath,
    tool,
    "package",
    "--no-dependencies",
    "--allow-missing-repository",
    "--no-rewrite-relative-links",
    "--out",
    vsix,
  ];
  const { code, output } = await run(argv, { cwd: root, quiet: true, timeoutMs: 120_000 });
  if (code !== 0 || !existsSync(vsix)) throw new Broken(`The extension could not be packed:\n${output}`);
};

const forgetOthers = (kept: string): void => {
  for (const name of readdirSync(cache)) {
    // Another run in this clone may still use a young one.
    const hours = (Date.now() - statSync(join(cache, name)).mtimeMs) / 3_600_000;
    if (/^extensions-[0-9a-f]{20}$/.test(name) && name !== kept && hours > 2)
      rmSync(join(cache, name), { recursive: true, force: true });
  }
};

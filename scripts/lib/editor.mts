import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, firstInPath, node24, npm } from "../bootstrap.mjs";
import { madeOnce } from "./once.mts";
import { ensurePackages, onPath } from "./packages.mts";
import { CannotRun } from "./problem.mts";
import { run } from "./run.mts";

const version = "4.139.1";

/** A VS Code server: `node` runs `serverMain`. */
export interface Editor {
  readonly node: string;
  readonly serverMain: string;
}

/** VS Code's server out of npm, built for this machine once and kept in the user's cache. */
export const ensureEditor = async (): Promise<Editor> => {
  const node = node24();
  const folder = join(cacheFolder(), `editor-${version}`);
  if (!existsSync(folder)) await madeOnce(folder, (half) => install(half, node));
  return { node, serverMain: join(vscodeIn(folder), "out", "server-main.js") };
};

/** A Chromium that Playwright can drive. */
export const ensureChromium = async (): Promise<string> => {
  const found = chromium();
  if (found !== undefined) return found;
  await ensurePackages(["chromium"], "Driving the editor");
  const now = chromium();
  if (now === undefined) throw new CannotRun("Driving the editor needs Chromium or Chrome on PATH.");
  return now;
};

const chromium = (): string | undefined =>
  ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
    .map(onPath)
    .concat(places.filter((place) => existsSync(place)))
    .find((file) => file !== undefined);

const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const vscodeIn = (folder: string): string => join(folder, "node_modules", "code-server", "lib", "vscode");

const install = async (half: string, node: string): Promise<void> => {
  if (process.platform === "linux") {
    const toolchain = ["g++", "make", "python3", "pkg-config", "libkrb5-dev", "libsecret-1-dev"];
    await ensurePackages(toolchain, "Building the editor's native modules");
  }
  console.error(`Setting up VS Code's server (code-server ${version}): some 700 MB and two minutes, once …`);
  const allowScripts = { "code-server": true, argon2: true };
  writeFileSync(join(half, "package.json"), JSON.stringify({ private: true, allowScripts }));
  const { argv, shell } = npm([
    "install",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    `code-server@${version}`,
  ]);
  // Its install script runs npm again inside, where our allowScripts is not seen.
  const env = { ...firstInPath(process.env, node), npm_config_dangerously_allow_all_scripts: "true" };
  const { code, output } = await run(argv, { cwd: half, env, quiet: true, shell, timeoutMs: 900_000 });
  if (code !== 0)
    throw new CannotRun(`npm could not install code-server ${version}:\n${output.slice(-4_000)}`);
  await verify(half, node, output);
};

// npm may have left install scripts out and still said that all is well.
const verify = async (half: string, node: string, output: string): Promise<void> => {
  const natives = ["node-pty", "@vscode/spdlog", "@vscode/native-watchdog", "@parcel/watcher", "kerberos"];
  const ask = natives.map((name) => `require(${JSON.stringify(name)})`).join(";");
  const from = vscodeIn(half);
  const loaded = await run([node, "-e", ask], { cwd: from, quiet: true, timeoutMs: 60_000 });
  if (loaded.code === 0) return;
  throw new CannotRun(
    `code-server ${version} is installed, but its native modules were not built:\n${loaded.output}\n${output.slice(-4_000)}`,
  );
};

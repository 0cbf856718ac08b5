import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { shellWords } from "../bootstrap.mjs";

const variable = "BACKCOMPAT_SCRIPT_RUN";
const mark = randomBytes(8).toString("hex");

// In the environment of all that this process starts, so that what left the tree is found too.
// A run inside a run adds its own mark, and still carries the outer one.
process.env[variable] = [process.env[variable], mark].filter(Boolean).join(" ");

export interface Run {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Keeps the output for the error instead of showing it. */
  readonly quiet?: boolean;
  readonly shell?: boolean;
  readonly timeoutMs: number;
}

export interface Ran {
  readonly code: number;
  readonly output: string;
}

/** Runs to the end and hands back the exit code; ends the tree when the time is over. */
export const run = (argv: readonly string[], { timeoutMs, quiet = false, ...options }: Run): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = start(argv, {
      ...options,
      stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
    });
    const parts: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (part: string) => parts.push(part));
    }
    const timer = setTimeout(() => {
      parts.push(`\n${argv.join(" ")} did not end within ${timeoutMs / 1000} s and was stopped.\n`);
      if (!quiet) console.error(parts.at(-1));
      void stop(child);
    }, timeoutMs);
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, output: parts.join("") });
    });
  });

const running = new Set<ChildProcess>();

/** A child in a group of its own, ended with us whatever happens. */
export const start = (argv: readonly string[], options: SpawnOptions): ChildProcess => {
  const [command = "", ...args] = options.shell === true ? shellWords(argv) : argv;
  const env = { ...(options.env ?? process.env), [variable]: process.env[variable] };
  const child = spawn(command, args, {
    ...options,
    env,
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  running.add(child);
  child.on("exit", () => running.delete(child));
  return child;
};

/** SIGTERM to the tree, SIGKILL to what is left of it after the grace time. */
export const stop = async (child: ChildProcess, graceMs = 3_000): Promise<void> => {
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/T", "/F", "/PID", String(child.pid)]);
    return;
  }
  const tree = descendants(child.pid);
  signal(tree, "SIGTERM");
  const until = Date.now() + graceMs;
  while (Date.now() < until && tree.some(alive)) await new Promise((resolve) => setTimeout(resolve, 25));
  signal([...new Set([...tree, ...descendants(child.pid)])], "SIGKILL");
};

/** Ends all that this run started, also what left its tree. */
export const stopAll = async (): Promise<void> => {
  await Promise.all([...running].map((child) => stop(child, 1_000)));
  signal(marked(), "SIGKILL");
};

/** Waits for all of this run to be gone; ends the rest and says what it was. */
export const leftBehind = async (graceMs: number): Promise<string[]> => {
  const until = Date.now() + graceMs;
  while (Date.now() < until && marked().length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  const left = marked();
  const named = left.map((pid) => `${pid} ${commandLine(pid)}`);
  signal(left, "SIGKILL");
  return named;
};

/** Processes of this run that are still there, whoever their parent is now. */
export const marked = (): number[] => {
  if (process.platform !== "linux") return [];
  return pids().filter((pid) => pid !== process.pid && markOf(pid).includes(mark));
};

/** Empty where the process is gone or the system has no /proc. */
export const commandLine = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return "";
  }
};

const markOf = (pid: number): string => {
  try {
    const all = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
    return all.find((one) => one.startsWith(`${variable}=`)) ?? "";
  } catch {
    // It ended meanwhile, or is not ours to look at.
    return "";
  }
};

const pids = (): number[] =>
  readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));

/** A process and all below it. */
export const descendants = (pid: number): number[] => {
  const pairs = process.platform === "linux" ? pids().map((of) => [of, parentOf(of)]) : pairsByPs();
  const found = [pid];
  for (const parent of found) {
    found.push(...pairs.flatMap(([child = 0, of]) => (of === parent && child !== 0 ? [child] : [])));
  }
  return found;
};

const parentOf = (pid: number): number => {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) \S+ /s, "")
        .split(" ")[0],
    );
  } catch {
    return 0;
  }
};

const pairsByPs = (): number[][] =>
  spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .stdout.split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));

/** A zombie that nobody fetched yet is not alive. */
export const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !zombie(pid);
  } catch {
    return false;
  }
};

const zombie = (pid: number): boolean => {
  if (process.platform !== "linux") return false;
  try {
    return /^.*\) Z /s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return true;
  }
};

const signal = (targets: readonly number[], name: NodeJS.Signals): void => {
  for (const pid of targets) {
    try {
      process.kill(pid, name);
    } catch {
      // Already gone.
    }
  }
};

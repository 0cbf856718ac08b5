import { promises as fs } from "node:fs";
import { type Platform, thisPlatform } from "../processes/platform";
import { runTool } from "../processes/tool";
import { findExecutable } from "../processes/which";
import { Failure } from "../util/problem";
import { ownVersion } from "../util/version";
import type { Finding } from "./finding";
import { inspectEngines } from "./inspectEngines";
import { stateFolder } from "./stateFolder";

type Env = Readonly<Record<string, string | undefined>>;

interface Wanted {
  readonly tool: string;
  readonly args: readonly string[];
  readonly need: Finding["need"];
  readonly how: string;
}

export const wantedTools = (platform: Platform = thisPlatform): readonly Wanted[] => [
  { tool: "git", args: ["--version"], need: "needed", how: "install git 2.30 or newer" },
  {
    tool: pythonCommand(platform),
    args: ["--version"],
    need: "for some scenarios",
    how: "install Python 3",
  },
  {
    tool: "uv",
    args: ["--version"],
    need: "for some scenarios",
    how: "pip install uv (environments are built much faster with it)",
  },
  { tool: "node", args: ["--version"], need: "for some scenarios", how: "install Node.js" },
  { tool: "npm", args: ["--version"], need: "for some scenarios", how: "it comes with Node.js" },
  { tool: "docker", args: ["--version"], need: "for some scenarios", how: "install Docker Engine" },
  { tool: "ssh", args: ["-V"], need: "for some scenarios", how: "install an OpenSSH client" },
];

/** Where Python is missing, Windows' own `python3` opens a shop. */
const pythonCommand = (platform: Platform): string => (platform === "win32" ? "py" : "python3");

export const inspectMachine = async (env: Env, signal: AbortSignal): Promise<Finding[]> => [
  { name: "Backcompat", found: `${ownVersion} on Node ${process.version}`, need: "needed", how: "" },
  ...(await Promise.all(wantedTools().map((one) => look(one, env, signal)))),
  await stateFinding(env),
  ...(await inspectEngines(env, signal)),
];

const look = async ({ tool, args, need, how }: Wanted, env: Env, signal: AbortSignal): Promise<Finding> => ({
  name: tool,
  found: findExecutable(tool, env) === undefined ? undefined : await versionOf(tool, args, signal),
  need,
  how,
});

/** A tool that is there but breaks is a finding too. */
const versionOf = async (tool: string, args: readonly string[], signal: AbortSignal): Promise<string> => {
  try {
    return await runTool(
      { tool, args, parse: ({ stdout, stderr }) => (stdout || stderr).trim().split(/\r?\n/)[0] ?? "" },
      { signal },
    );
  } catch (error) {
    if (error instanceof Failure) return `there, but ${error.message}`;
    throw error;
  }
};

const stateFinding = async (env: Env): Promise<Finding> => {
  const { root } = stateFolder(env);
  const writable = await fs
    .mkdir(root, { recursive: true, mode: 0o700 })
    .then(() => fs.access(root, fs.constants.W_OK))
    .then(
      () => true,
      () => false,
    );
  return {
    name: "state folder",
    found: writable ? root : undefined,
    need: "needed",
    how: `make ${root} writable, or set BACKCOMPAT_HOME`,
  };
};

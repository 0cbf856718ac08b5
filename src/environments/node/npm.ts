import { delimiter, dirname, join } from "node:path";
import type { ToolCall } from "../../processes/types";
import { findExecutable, pathFolders, pathVariable } from "../../processes/which";
import { exists } from "../../util/files";
import type { EnvironmentWorld } from "../world";
import type { NodeProgram } from "./find";

/** npm as the chosen Node runs it: the one that came with it, else the user's. */
export type Npm = (args: readonly string[], cwd: string) => ToolCall<void>;

export const npmOf = async (node: NodeProgram, { env }: EnvironmentWorld): Promise<Npm> => {
  const bin = dirname(node.path);
  const beside = [join(bin, "..", "lib", "node_modules"), join(bin, "node_modules")];
  const programs = beside.map((modules) => join(modules, "npm", "bin", "npm-cli.js"));
  const there = await Promise.all(programs.map(exists));
  const program = programs.find((_, at) => there[at]);
  const path = [bin, ...pathFolders(env)].join(delimiter);
  return (args, cwd) => ({
    ...(program === undefined
      ? { tool: findExecutable("npm", env) ?? "npm", args }
      : { tool: node.path, args: [program, ...args] }),
    cwd,
    // Packages' own scripts call `node`, and have to get this one.
    env: { [pathVariable(env)]: path },
    parse: () => undefined,
  });
};

const quiet = [
  "--no-audit",
  "--no-fund",
  "--no-update-notifier",
  "--foreground-scripts",
  "--loglevel=notice",
] as const;

export const npmCi = (npm: Npm, folder: string): ToolCall<void> => npm(["ci", ...quiet], folder);

export const npmInstall = (npm: Npm, packages: readonly string[], folder: string): ToolCall<void> =>
  npm(["install", ...quiet, "--no-save", "--no-package-lock", "--install-links", ...packages], folder);

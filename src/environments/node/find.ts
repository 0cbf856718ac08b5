import { join } from "node:path";
import { Failure, machineFailure } from "../../util/problem";
import { type Answer, keptAnswers } from "../store/answers";
import type { EnvironmentRun } from "../types";
import { versionFits } from "../versionFits";
import type { EnvironmentWorld } from "../world";
import { nodeCandidates } from "./candidates";

export interface NodeProgram extends Answer {
  readonly version: string;
}

type Asking = Pick<EnvironmentRun, "signal" | "token">;

/** The most preferred Node of the version that is wanted. */
export const findNode = async (
  wanted: string | undefined,
  run: Asking,
  world: EnvironmentWorld,
): Promise<NodeProgram> => {
  const fits = wanted === undefined ? () => true : versionFits(wanted, { what: "Node", scheme: "semver" });
  const ask = await keptAnswers({
    file: join(world.folder, "nodes.json"),
    parse: parseNode,
    ask: (path, mtimeMs) => askVersion(path, mtimeMs, run, world),
  });
  const others: string[] = [];
  for await (const { path, hint } of nodeCandidates(world)) {
    if (hint !== undefined && !fits(hint)) {
      others.push(`there is ${hint}: ${path}`);
      continue;
    }
    const node = await ask(path);
    if (node && fits(node.version)) return node;
    if (node) others.push(`there is ${node.version}: ${path}`);
  }
  throw noNode(wanted, others);
};

const askVersion = async (
  path: string,
  mtimeMs: number,
  { signal, token }: Asking,
  world: EnvironmentWorld,
): Promise<NodeProgram | undefined> => {
  try {
    const version = await world.run(
      { tool: path, args: ["--version"], parse: ({ stdout }) => /^v(\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1] },
      { signal: AbortSignal.any([signal, AbortSignal.timeout(15_000)]), token },
    );
    return version === undefined ? undefined : { path, mtimeMs, version };
  } catch (error) {
    if (signal.aborted || !(error instanceof Failure)) throw error;
    return undefined;
  }
};

const parseNode = ({ path, mtimeMs, version }: Readonly<Record<string, unknown>>): NodeProgram | undefined =>
  typeof path === "string" && typeof mtimeMs === "number" && typeof version === "string"
    ? { path, mtimeMs, version }
    : undefined;

const noNode = (wanted: string | undefined, others: readonly string[]): Error => {
  const plain = /\d+(\.\d+)*/.exec(wanted ?? "")?.[0] ?? "22";
  return machineFailure("no-interpreter", `No Node ${wanted ?? ""}${wanted ? " " : ""}is on this machine`, {
    lines: others.length === 0 ? ["no Node was found at all"] : others,
    hint: `Get it with \`nvm install ${plain}\`, \`fnm install ${plain}\`, \`volta fetch node@${plain}\` or from https://nodejs.org.`,
  });
};

import { join } from "node:path";
import { isRecord } from "../../util/json";
import { parseJson } from "../../util/parseJson";
import { Failure } from "../../util/problem";
import { type Answer, type Ask, keptAnswers } from "../store/answers";
import type { EnvironmentRun } from "../types";
import type { EnvironmentWorld } from "../world";

/** What an interpreter says of itself. */
export interface Interpreter extends Answer {
  readonly version: string;
  readonly implementation: string;
  readonly prefix: string;
  /** Other than `prefix` in a virtual environment. */
  readonly basePrefix: string;
}

export type Asking = Pick<EnvironmentRun, "signal" | "token">;

export const interpreterAsker = (run: Asking, world: EnvironmentWorld): Promise<Ask<Interpreter>> =>
  keptAnswers({
    file: join(world.folder, "interpreters.json"),
    parse: parseInterpreter,
    ask: (path, mtimeMs) => ask(path, mtimeMs, run, world),
  });

/** A wrapper that waits for something would wait for ever. */
const patienceMs = 15_000;

const question = [
  "import sys, json",
  "v = sys.version_info",
  'i = getattr(sys, "implementation", None)',
  's = "" if v[3] == "final" else {"alpha": "a", "beta": "b", "candidate": "rc"}[v[3]] + str(v[4])',
  'print(json.dumps({"version": "%d.%d.%d" % v[:3] + s,',
  '  "implementation": i.name if i else "cpython", "prefix": sys.prefix,',
  '  "basePrefix": getattr(sys, "base_prefix", getattr(sys, "real_prefix", sys.prefix))}))',
].join("\n");

const ask = async (
  path: string,
  mtimeMs: number,
  { signal, token }: Asking,
  world: EnvironmentWorld,
): Promise<Interpreter | undefined> => {
  try {
    return await world.run(
      {
        tool: path,
        args: ["-sE", "-c", question],
        parse: ({ stdout }) => {
          const answer = parseJson(stdout);
          return isRecord(answer) ? parseInterpreter({ ...answer, path, mtimeMs }) : undefined;
        },
      },
      { signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]), token },
    );
  } catch (error) {
    // A shim without a version behind it, or a damaged installation: as good as not there.
    if (signal.aborted || !(error instanceof Failure)) throw error;
    return undefined;
  }
};

const parseInterpreter = (value: Readonly<Record<string, unknown>>): Interpreter | undefined => {
  const { path, version, implementation, prefix, basePrefix, mtimeMs } = value;
  return typeof path === "string" &&
    typeof version === "string" &&
    typeof implementation === "string" &&
    typeof prefix === "string" &&
    typeof basePrefix === "string" &&
    typeof mtimeMs === "number"
    ? { path, version, implementation, prefix, basePrefix, mtimeMs }
    : undefined;
};

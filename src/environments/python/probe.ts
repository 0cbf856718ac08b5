import { promises as fs } from "node:fs";
import { join } from "node:path";
import { readIfThere, writeAtomically } from "../../util/files";
import { isRecord } from "../../util/json";
import { parseJson } from "../../util/parseJson";
import { Failure } from "../../util/problem";
import type { EnvironmentRun } from "../types";
import type { EnvironmentWorld } from "../world";

/** What an interpreter says of itself. */
export interface Interpreter {
  /** The file that was asked. */
  readonly path: string;
  readonly version: string;
  readonly implementation: string;
  readonly prefix: string;
  /** Other than `prefix` in a virtual environment. */
  readonly basePrefix: string;
  readonly mtimeMs: number;
}

export type AskInterpreter = (path: string) => Promise<Interpreter | undefined>;

/** Asks each interpreter once; answers are kept until its file changes. */
export const interpreterAsker = async (run: Asking, world: EnvironmentWorld): Promise<AskInterpreter> => {
  const file = join(world.folder, "interpreters.json");
  const known = parseKept((await readIfThere(file))?.toString("utf8") ?? "");
  return async (path) => {
    const mtimeMs = await modified(path);
    if (mtimeMs === undefined) return undefined;
    const kept = known.get(path);
    if (kept?.mtimeMs === mtimeMs) return kept;
    const answer = await ask(path, mtimeMs, run, world);
    if (answer === undefined) return undefined;
    known.set(path, answer);
    await fs.mkdir(world.folder, { recursive: true, mode: 0o700 });
    await writeAtomically(file, JSON.stringify([...known.values()]));
    return answer;
  };
};

type Asking = Pick<EnvironmentRun, "signal" | "token">;

/** A wrapper that waits for something would wait for ever. */
const patienceMs = 15_000;

const question = [
  "import sys, json",
  "v = sys.version_info",
  'i = getattr(sys, "implementation", None)',
  'print(json.dumps({"version": "%d.%d.%d" % v[:3] + ("" if v[3] == "final" else {"alpha": "a", "beta": "b", "candidate": "rc"}[v[3]] + str(v[4])),',
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
        parse: ({ stdout }) => parseInterpreter({ ...recordOf(parseJson(stdout)), path, mtimeMs }),
      },
      { signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]), token },
    );
  } catch (error) {
    // A shim without a version behind it, or a damaged installation: as good as not there.
    if (signal.aborted || !(error instanceof Failure)) throw error;
    return undefined;
  }
};

const modified = async (path: string): Promise<number | undefined> =>
  fs.stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );

const parseKept = (text: string): Map<string, Interpreter> => {
  const list = parseJson(text);
  const entries: unknown[] = Array.isArray(list) ? list : [];
  return new Map(
    entries
      .map((entry) => parseInterpreter(recordOf(entry)))
      .filter((entry) => entry !== undefined)
      .map((entry) => [entry.path, entry]),
  );
};

const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});

const parseInterpreter = (value: Record<string, unknown>): Interpreter | undefined => {
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

import { promises as fs } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildEnvironment } from "../../../src/environments/build";
import type { Environment, EnvironmentRequest, EnvironmentRun } from "../../../src/environments/types";
import type { EnvironmentWorld } from "../../../src/environments/world";
import { newRunToken } from "../../../src/processes/tokens";
import { runTool } from "../../../src/processes/tool";
import type { SettledEnvironment } from "../../../src/scenario/settled";

export interface Bench {
  readonly root: string;
  readonly world: EnvironmentWorld;
  readonly lines: string[];
  readonly created: string[];
  readonly abort: AbortController;
  build(request: Partial<EnvironmentRequest>, more?: Partial<EnvironmentWorld>): Promise<Environment>;
  remove(): Promise<void>;
}

/** A state folder with a blank and an umlaut in its name, as people have them. */
export const makeBench = async (name = "environments ü-"): Promise<Bench> => {
  const root = await fs.realpath(await fs.mkdtemp(join(tmpdir(), name)));
  const world: EnvironmentWorld = {
    folder: join(root, "environments"),
    locks: join(root, "locks"),
    run: runTool,
    env: process.env,
    now: Date.now,
  };
  const lines: string[] = [];
  const created: string[] = [];
  const abort = new AbortController();
  const run: EnvironmentRun = {
    signal: abort.signal,
    token: newRunToken(),
    onLine: ({ text }) => lines.push(text),
    willCreate: (path) => created.push(path),
    willReplace: () => undefined,
  };
  const plain: EnvironmentRequest = {
    side: "host",
    spec: python({}),
    source: { kind: "workspace", folder: root },
    tree: { dir: root, commit: undefined },
  };
  return {
    root,
    world,
    lines,
    created,
    abort,
    build: (request, more) => buildEnvironment({ ...plain, ...request }, run, { ...world, ...more }),
    remove: () => fs.rm(root, { recursive: true, force: true, maxRetries: 3 }),
  };
};

type PythonSpec = Extract<SettledEnvironment, { kind: "python" }>;

export const python = (spec: Partial<PythonSpec>): PythonSpec => ({
  kind: "python",
  install: [],
  constraints: [],
  requirements: [],
  ...spec,
});

/** What a command of the side prints, as its launcher runs it. */
export const run = (environment: Environment, argv: readonly string[], cwd?: string): Promise<string> =>
  runTool({
    tool: environment.exec ?? "",
    args: argv,
    ...(cwd === undefined ? {} : { cwd }),
    parse: ({ stdout }) => stdout.trim(),
  });

type NodeSpec = Extract<SettledEnvironment, { kind: "node" }>;

export const node = (spec: Partial<NodeSpec>): NodeSpec => ({ kind: "node", install: [], ...spec });

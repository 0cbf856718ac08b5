import { randomBytes } from "node:crypto";
import { promises as fs } from "node:fs";
import { dirname, join } from "node:path";
import { withLock } from "../processes/locks";
import type { ToolRun } from "../processes/types";
import { exists } from "../util/files";
import { machineFailure, problemOf } from "../util/problem";
import { wheelFromIndex } from "./debugpyIndex";
import type { DebuggerWorld } from "./types";

export interface Wanted {
  readonly release: string;
  /** The version of Python that it is for. */
  readonly python: string;
  readonly interpreter: string | undefined;
  readonly dir: string;
}

/** Puts a release there, whole or not at all; what others fetched meanwhile is used. */
export const fetchDebugpy = async (wanted: Wanted, world: DebuggerWorld, run: ToolRun): Promise<void> => {
  const wait = run.signal === undefined ? {} : { signal: run.signal };
  const name = `debugpy-${wanted.release}`;
  await withLock(join(world.locks, `${name}.lock`), name, () => fetchAlone(wanted, world, run), wait);
};

const fetchAlone = async (wanted: Wanted, world: DebuggerWorld, run: ToolRun): Promise<void> => {
  if (await exists(wanted.dir)) return;
  const text = `Fetching debugpy ${wanted.release}, which debugs Python ${wanted.python}`;
  run.onLine?.({ time: Date.now(), stream: "stdout", text });
  const half = `${wanted.dir}.${randomBytes(4).toString("hex")}.tmp`;
  // Others than its owner get to it only where it is mounted into a container, whose user is another one.
  await fs.mkdir(half, { recursive: true, mode: 0o755 });
  try {
    await unpack(wanted, await wheel(wanted, half, world, run), half, world, run);
    await fs.rename(half, wanted.dir);
  } finally {
    await fs.rm(half, { recursive: true, force: true });
  }
};

type Way = () => Promise<string>;

/** By pip, which knows the user's index, proxy and credentials best; where there is none, from the same index by ourselves. */
const wheel = (wanted: Wanted, into: string, world: DebuggerWorld, run: ToolRun): Promise<string> => {
  const ways: Way[] = [
    ...interpreters(wanted).map((python) => () => byPip(python, wanted, into, world, run)),
    () => wheelFromIndex(wanted.release, into, world, run),
  ];
  return firstOf(ways, run, (reasons) =>
    machineFailure(
      "no-debugger",
      `debugpy ${wanted.release}, which Python ${wanted.python} needs, can't be fetched`,
      {
        lines: reasons,
        hint: `Check the network and the index in your pip configuration, or unpack ${wheelName(wanted.release)} into ${wanted.dir}.`,
      },
    ),
  );
};

const wheelName = (release: string): string => `debugpy-${release}-py2.py3-none-any.whl`;

const byPip = async (
  tool: string,
  { release, python }: Wanted,
  into: string,
  world: DebuggerWorld,
  run: ToolRun,
): Promise<string> => {
  const version = python.split(".").slice(0, 2).join(".");
  const any = ["--platform", "any", "--implementation", "py", "--abi", "none", "--python-version", version];
  const quick = ["--no-input", "--disable-pip-version-check", "--retries", "1"];
  await world.run(
    {
      tool,
      args: [
        ...["-m", "pip", "download", "--no-deps", "--only-binary=:all:", ...any, ...quick],
        ...["-d", into, `debugpy==${release}`],
      ],
      env: { PIP_REQUIRE_VIRTUALENV: "0" },
      parse: () => undefined,
    },
    run,
  );
  return join(into, wheelName(release));
};

/** A wheel is a zip file, and every Python can unpack one. */
const unpack = async (
  wanted: Wanted,
  wheelFile: string,
  into: string,
  world: DebuggerWorld,
  run: ToolRun,
): Promise<void> => {
  const by = (tool: string): Promise<string> =>
    world.run({ tool, args: ["-m", "zipfile", "-e", wheelFile, into], parse: () => into }, run);
  await firstOf(
    interpreters(wanted).map((python) => () => by(python)),
    run,
    (reasons) =>
      machineFailure("no-debugger", `${wheelFile} can't be unpacked`, {
        lines: reasons,
        hint: `Is there room in ${dirname(wanted.dir)}?`,
      }),
  );
  await fs.rm(wheelFile);
};

const interpreters = ({ interpreter }: Wanted): readonly string[] => [
  ...new Set([...(interpreter === undefined ? [] : [interpreter]), "python3", "python"]),
];

const firstOf = async (
  ways: readonly Way[],
  run: ToolRun,
  failure: (reasons: readonly string[]) => Error,
): Promise<string> => {
  const reasons: string[] = [];
  for (const way of ways) {
    try {
      return await way();
    } catch (error) {
      if (run.signal?.aborted) throw error;
      const { message, lines = [] } = problemOf(error);
      reasons.push(message, ...lines.slice(-2).map((line) => `    ${line}`));
    }
  }
  throw failure(reasons);
};

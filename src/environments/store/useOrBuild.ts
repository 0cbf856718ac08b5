/**
 * An environment lies where it is built, as its files hold absolute paths; so a lock among processes stands in for
 * building aside and renaming, and the record, written last, for the rename.
 */
import { promises as fs } from "node:fs";
import { join } from "node:path";
import { withLock } from "../../processes/locks";
import { Failure } from "../../util/problem";
import { duration } from "../../util/text";
import type { Environment, EnvironmentRun } from "../types";
import type { EnvironmentWorld } from "../world";
import { BuildLog } from "./buildLog";
import { writeLauncher } from "./launcher";
import { readRecord, removeEnvironment, touch, writeRecord } from "./record";

export interface Recipe {
  readonly key: string;
  readonly side: string;
  /** For people: `Python 3.8.18 with -e python_modules/dagster`. */
  readonly what: string;
  /** Nothing is kept of it beyond this emulation. */
  readonly fresh?: boolean;
  readonly build: (folder: string, log: BuildLog) => Promise<Built>;
}

export interface Built {
  readonly environment: Omit<Environment, "key" | "dir" | "exec" | "log" | "cached">;
  readonly packages?: readonly string[];
  readonly needs?: readonly string[];
}

export const useOrBuild = async (
  recipe: Recipe,
  run: EnvironmentRun,
  world: EnvironmentWorld,
): Promise<Environment> => {
  const folder = join(world.folder, recipe.key);
  const there = recipe.fresh ? undefined : await cached(folder, world);
  if (there) return there;
  const what = `The environment of side ${recipe.side}`;
  const tell = (text: string): void => run.onLine({ time: world.now(), stream: "stdout", text });
  return withLock(
    join(world.locks, `environment-${recipe.key}`),
    what,
    async () =>
      (recipe.fresh ? undefined : await cached(folder, world)) ?? (await build(recipe, folder, run, world)),
    {
      signal: run.signal,
      onWait: ({ pid }) => tell(`Process ${pid} is building the same environment; waiting for it`),
    },
  );
};

const cached = async (folder: string, world: EnvironmentWorld): Promise<Environment | undefined> => {
  const record = await readRecord(folder);
  if (record) await touch(folder, world.now());
  return record && { ...record.environment, seconds: record.seconds, cached: true };
};

const logName = "build.log";

const build = async (
  recipe: Recipe,
  folder: string,
  run: EnvironmentRun,
  world: EnvironmentWorld,
): Promise<Environment> => {
  await removeEnvironment(folder);
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  const log = new BuildLog(join(folder, logName), run.onLine, world.now);
  const began = world.now();
  try {
    const { environment, packages = [], needs = [] } = await recipe.build(folder, log);
    const exec = await writeLauncher(folder, environment);
    const seconds = (world.now() - began) / 1000;
    const whole: Environment = {
      ...environment,
      key: recipe.key,
      dir: folder,
      exec,
      log: log.path,
      seconds,
      cached: false,
    };
    log.say(`Built in ${duration(seconds * 1000)}: ${recipe.what}`);
    await log.close();
    await writeRecord(folder, {
      environment: whole,
      what: recipe.what,
      builtAt: began,
      seconds,
      packages,
      needs,
    });
    return whole;
  } catch (error) {
    if (error instanceof Failure)
      for (const line of [error.problem.message, ...(error.problem.lines ?? [])]) log.say(line);
    await log.close();
    await keepOnlyLog(folder);
    throw error;
  }
};

/** A half-built environment is of no use; why it is one is. */
const keepOnlyLog = async (folder: string): Promise<void> => {
  const names = (await fs.readdir(folder)).filter((name) => name !== logName);
  await Promise.all(
    names.map((name) => fs.rm(join(folder, name), { recursive: true, force: true, maxRetries: 3 })),
  );
};

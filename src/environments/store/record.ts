import { promises as fs } from "node:fs";
import { join } from "node:path";
import { exists, readIfThere, writeAtomically } from "../../util/files";
import { isRecord } from "../../util/json";
import { parseJson } from "../../util/parseJson";
import type { Environment } from "../types";

/** How an environment came to be; written last, so that a folder without it is half built and never used. */
export interface EnvironmentRecord {
  readonly environment: Environment;
  /** For people: what is in it. */
  readonly what: string;
  readonly builtAt: number;
  readonly seconds: number;
  /** Name and version of all that was installed, to compare environments by. */
  readonly packages: readonly string[];
  /** Files outside the folder without which it doesn't work, such as an extension module built in the workspace. */
  readonly needs: readonly string[];
}

const recordName = "environment.json";

/** Undefined where nothing usable is there. */
export const readRecord = async (folder: string): Promise<EnvironmentRecord | undefined> => {
  const text = await readIfThere(join(folder, recordName));
  const record = text === undefined ? undefined : parseRecord(parseJson(text.toString("utf8")));
  if (record === undefined) return undefined;
  const { environment, needs } = record;
  const files = [environment.python, environment.node, environment.exec, ...needs];
  const there = await Promise.all(files.filter((file) => file !== undefined).map(exists));
  return there.every(Boolean) ? record : undefined;
};

export const writeRecord = (folder: string, record: EnvironmentRecord): Promise<void> =>
  writeAtomically(join(folder, recordName), `${JSON.stringify(record, undefined, 2)}\n`);

/** What was used last is evicted last. */
export const touch = async (folder: string, now: number): Promise<void> => {
  await fs.utimes(folder, now / 1000, now / 1000);
};

/** The record goes first: whatever interrupts the rest, nothing half there is used. */
export const removeEnvironment = async (folder: string): Promise<void> => {
  await fs.rm(join(folder, recordName), { force: true });
  await fs.rm(folder, { recursive: true, force: true, maxRetries: 3 });
};

const parseRecord = (value: unknown): EnvironmentRecord | undefined => {
  if (!isRecord(value)) return undefined;
  const { what, builtAt, seconds, packages, needs } = value;
  const environment = parseEnvironment(value["environment"]);
  if (environment === undefined || typeof what !== "string") return undefined;
  return {
    environment,
    what,
    builtAt: typeof builtAt === "number" ? builtAt : 0,
    seconds: typeof seconds === "number" ? seconds : 0,
    packages: textsOf(packages),
    needs: textsOf(needs),
  };
};

const kinds = ["python", "node", "commands", "none"] as const;
const optional = ["python", "pythonVersion", "node", "modules", "exec", "packages"] as const;

const parseEnvironment = (value: unknown): Environment | undefined => {
  if (!isRecord(value)) return undefined;
  const kind = kinds.find((known) => known === value["kind"]);
  const { key, dir, log } = value;
  if (kind === undefined || typeof key !== "string" || typeof dir !== "string") return undefined;
  const vars = isRecord(value["vars"]) ? value["vars"] : {};
  const given = optional.flatMap((name) => {
    const text = value[name];
    return typeof text === "string" ? [[name, text] as const] : [];
  });
  return {
    ...Object.fromEntries(given),
    key,
    kind,
    dir,
    vars: Object.fromEntries(
      Object.entries(vars).flatMap(([name, text]) => (typeof text === "string" ? [[name, text]] : [])),
    ),
    path: textsOf(value["path"]),
    log: typeof log === "string" ? log : undefined,
    cached: true,
  };
};

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : [];

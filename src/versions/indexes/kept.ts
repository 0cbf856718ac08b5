import { promises as fs } from "node:fs";
import { join } from "node:path";
import { readIfThere, writeAtomically } from "../../util/files";
import { contentHash, isRecord } from "../../util/json";
import { Failure } from "../../util/problem";
import type { Release } from "../types";
import type { VersionsWorld } from "../world";
import { unreachableCode } from "./ask";

export interface Answered {
  readonly releases: readonly Release[];
  readonly notes: readonly string[];
}

/** A young answer is used as it is; an old one only where the index can't be reached, and then it says so. */
export const keptReleases = async (
  key: string,
  world: VersionsWorld,
  ask: () => Promise<readonly Release[]>,
): Promise<Answered> => {
  const path = join(world.cacheDir, `${contentHash(key)}.json`);
  const kept = await readKept(path);
  const age = kept ? world.now() - kept.askedAt : Number.POSITIVE_INFINITY;
  if (kept && world.refresh !== true && age >= 0 && age < maxAgeMs)
    return { releases: kept.releases, notes: [] };
  try {
    const releases = await ask();
    await fs.mkdir(world.cacheDir, { recursive: true, mode: 0o700 });
    await writeAtomically(path, JSON.stringify({ askedAt: world.now(), releases }));
    return { releases, notes: [] };
  } catch (error) {
    if (!kept || !(error instanceof Failure) || error.problem.code !== unreachableCode) throw error;
    return {
      releases: kept.releases,
      notes: [`from the cache, ${ageText(age)} old: ${error.problem.message}`],
    };
  }
};

const maxAgeMs = 3_600_000;

interface Kept {
  readonly askedAt: number;
  readonly releases: readonly Release[];
}

/** What can't be read (another version of us, a damaged disk) is as good as not there: it is asked again. */
const readKept = async (path: string): Promise<Kept | undefined> => {
  const text = (await readIfThere(path))?.toString("utf8");
  const json = text === undefined ? undefined : parsed(text);
  if (!isRecord(json) || typeof json["askedAt"] !== "number" || !Array.isArray(json["releases"]))
    return undefined;
  const releases: unknown[] = json["releases"];
  return releases.every(isRelease) ? { askedAt: json["askedAt"], releases } : undefined;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const isRelease = (value: unknown): value is Release =>
  isRecord(value) &&
  typeof value["name"] === "string" &&
  ["ref", "commit", "date", "deprecated", "requiresPython"].every(
    (key) => value[key] === undefined || typeof value[key] === "string",
  );

const ageText = (ms: number): string => {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
};

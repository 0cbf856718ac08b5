import { readRecord } from "../environments/store/record";
import type { EmulationRecord } from "./record";

/** What is known of an environment that was built. */
export interface KnownBuild {
  readonly side: string;
  readonly version: string;
  /** Where none was needed, it is always there. */
  readonly there: boolean;
  readonly seconds: number | undefined;
}

/** What emulations of this scenario had built, whoever ran them, and whether it is still there; records come newest first. */
export const knownBuilds = async (
  records: readonly EmulationRecord[],
  folder: string,
  scenario: string,
  isThere = async (dir: string): Promise<boolean> => (await readRecord(dir)) !== undefined,
): Promise<readonly KnownBuild[]> => {
  const own = records.filter((record) => record.folder === folder && record.scenario === scenario);
  const newest = new Map<string, Built>();
  for (const built of own.flatMap(({ built = [] }) => built)) {
    const name = `${built.side}\0${built.version ?? ""}`;
    if (!newest.has(name)) newest.set(name, built);
  }
  return await Promise.all(
    [...newest.values()].map(async ({ side, version = "", dir, seconds }) => ({
      side,
      version,
      there: dir === undefined || (await isThere(dir)),
      seconds,
    })),
  );
};

type Built = NonNullable<EmulationRecord["built"]>[number];

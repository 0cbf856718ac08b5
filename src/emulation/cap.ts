import { promises as fs } from "node:fs";
import { join } from "node:path";
import { readIfThere } from "../util/files";
import { type Cleanable, cleanables } from "./cleaning";
import type { StateFolder } from "./stateFolder";

const day = 24 * 3600 * 1000;
export const defaultCap = 20_000_000_000;

/** `BACKCOMPAT_CAP=5GB`; how much the state folder may hold. */
export const capOf = (env: Readonly<Record<string, string | undefined>>): number => {
  const match = /^(\d+(?:\.\d+)?)\s*([KMGT]?)B?$/i.exec(env["BACKCOMPAT_CAP"]?.trim() ?? "");
  if (!match) return defaultCap;
  return Number(match[1]) * 1000 ** "_KMGT".indexOf((match[2] || "_").toUpperCase());
};

/** Once a day the oldest unused things go until the rest fits; nothing in use or edited ever does. */
export const keepCap = async (
  state: StateFolder,
  cap: number,
  now = Date.now(),
): Promise<readonly Cleanable[]> => {
  const stamp = join(state.cache, "cap-checked");
  const last = Number(String((await readIfThere(stamp)) ?? "0"));
  if (now - last < day) return [];
  await fs.writeFile(stamp, String(now));
  const evicted = overflow(await cleanables(state), cap);
  for (const one of evicted) await one.remove();
  return evicted;
};

/** Which of them have to go, the longest unused first. */
export const overflow = (all: readonly Cleanable[], cap: number): readonly Cleanable[] => {
  let total = all.reduce((sum, { bytes }) => sum + bytes, 0);
  const free = all
    .filter(({ keep, kind }) => keep === undefined && kind !== "kept")
    .sort((a, b) => a.lastUsed - b.lastUsed);
  return free.filter(({ bytes }) => {
    const over = total > cap;
    if (over) total -= bytes;
    return over;
  });
};

import { promises as fs } from "node:fs";
import { join } from "node:path";
import { readIfThere } from "../util/files";
import { type Cleanable, cleanableEmulations } from "./cleaning";
import type { StateFolder } from "./stateFolder";

const day = 24 * 3600 * 1000;

/** How much of past emulations is kept. */
export interface LogRetention {
  readonly emulations: number;
  readonly days: number;
  readonly bytes: number;
}

export const defaultRetention: LogRetention = { emulations: 500, days: 90, bytes: 10_000_000_000 };

/** Once a day past emulations go, with their logs, that are too old or too many; what runs is never among them. */
export const keepLogs = async (
  state: StateFolder,
  retention: Partial<LogRetention> = {},
  now = Date.now(),
): Promise<readonly Cleanable[]> => {
  const stamp = join(state.cache, "logs-checked");
  const last = Number(String((await readIfThere(stamp)) ?? "0"));
  if (now - last < day) return [];
  await fs.writeFile(stamp, String(now));
  const gone = outdated(await cleanableEmulations(state), { ...defaultRetention, ...retention }, now);
  for (const one of gone) await one.remove();
  return gone;
};

/** The newest of them stays whatever its size. */
export const outdated = (
  all: readonly Cleanable[],
  { emulations, days, bytes }: LogRetention,
  now: number,
): readonly Cleanable[] => {
  const past = all
    .filter(({ kind, keep }) => kind === "emulation" && keep === undefined)
    .sort((a, b) => b.lastUsed - a.lastUsed);
  let total = 0;
  return past.filter((one, place) => {
    total += one.bytes;
    return place >= emulations || now - one.lastUsed > days * day || (place > 0 && total > bytes);
  });
};

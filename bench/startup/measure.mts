/** One thing that is measured, next to what it is measured against. */
export interface Measured {
  readonly what: string;
  readonly ours: number;
  readonly unit: "ms" | "MB" | "KB" | "/s" | "%";
  readonly peer?: { readonly name: string; readonly value: number };
  /** In words, and whether it holds. */
  readonly bound: string;
  readonly holds: boolean;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
};

/** Medians of runs that take turns: what else the machine does meanwhile strikes all alike. */
export const takingTurns = async <Name extends string>(
  runs: number,
  contenders: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number>> => {
  const names = Object.keys(contenders) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let run = 0; run < runs; run++)
    for (const name of names) times.get(name)?.push(await contenders[name]());
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    Name,
    number
  >;
};

export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

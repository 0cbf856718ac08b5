import type { KnownBuild } from "../../../emulation/knownBuilds";
import type { Outlook } from "../../../scenario/outlook";

/** Whether all sides stand ready to start, and else how long it took to build such sides before. */
export const readiness = (builds: readonly KnownBuild[]): ((outlook: Outlook) => string | undefined) => {
  const usual = usualSeconds(builds);
  const there = new Set(builds.filter((one) => one.there).map(({ side, version }) => `${side} ${version}`));
  return ({ sides }) => {
    const missing = Object.entries(sides).filter(
      ([name, { version }]) => !there.has(`${name} ${version?.name ?? ""}`),
    );
    if (missing.length === 0) return "ready";
    const times = missing.map(([name]) => usual.get(name));
    if (times.some((time) => time === undefined)) return undefined;
    // Sides are built beside each other.
    const longest = Math.max(...times.map((time) => time ?? 0));
    return longest < 1 ? undefined : `about ${Math.round(longest)} s to build`;
  };
};

/** By side, the middle of what its environments took. */
const usualSeconds = (builds: readonly KnownBuild[]): ReadonlyMap<string, number> => {
  const bySide = new Map<string, number[]>();
  for (const { side, seconds } of builds)
    if (seconds !== undefined) bySide.set(side, [...(bySide.get(side) ?? []), seconds]);
  return new Map([...bySide].map(([side, times]) => [side, middle(times)]));
};

const middle = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

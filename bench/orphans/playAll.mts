import type { Dice } from "./dice.mts";
import { fingerprint } from "./folders.mts";
import { processesOf } from "./leftovers.mts";
import { backcompat } from "./life.mts";
import { makePlace, type Place, removePlace } from "./place.mts";
import { type Played, play } from "./play.mts";
import { roundsFor } from "./rounds.mts";

export interface Wish {
  readonly rounds: number;
  readonly withinMs: number;
  /** One round of the same dice. */
  readonly only?: number | undefined;
  readonly told?: (line: string) => void;
}

/** All rounds, one after the other, on one copy of the sample and one state folder. */
export const playAll = async (dice: Dice, { rounds, withinMs, only, told }: Wish): Promise<Played[]> => {
  const place = makePlace();
  const leave = (): void => {
    for (const { pid } of processesOf(place, new Set())) process.kill(pid, "SIGKILL");
    removePlace(place);
  };
  process.once("exit", leave);
  const before = fingerprint(place.sample);
  const played: Played[] = [];
  const reported = new Set<string>();
  try {
    await warm(place);
    for (const [index, round] of roundsFor(rounds, dice).entries()) {
      if (only !== undefined && only !== index + 1) continue;
      const one = without(reported, await play(place, before, round, withinMs));
      played.push(one);
      for (const left of one.left) reported.add(left);
      told?.(lineOf(index + 1, one));
      for (const left of one.left) told?.(`      ✗ ${left}`);
    }
    return played;
  } finally {
    leave();
    process.off("exit", leave);
  }
};

/** What one round left is not the next one's fault. */
const without = (reported: ReadonlySet<string>, played: Played): Played => ({
  ...played,
  left: played.left.filter((left) => !reported.has(left)),
});

/** The first one makes trees and environments; from then on journals have the lines of a life. */
const warm = async (place: Place): Promise<void> => {
  const life = backcompat(place, ["run", "tiny"]);
  if ((await life.ended) !== 0) throw new Error(`The sample does not run:\n${life.said()}`);
};

const lineOf = (number: number, { what, how, ms, left }: Played): string =>
  `${String(number).padStart(3)} ${left.length === 0 ? "✓" : "✗"} ${String(ms).padStart(5)} ms  ${what.padEnd(48)} ${how}`;

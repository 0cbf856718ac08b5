import { expect, it } from "vitest";
import { makeDice } from "../../bench/orphans/dice.mts";
import { playAll } from "../../bench/orphans/playAll.mts";

const linux = process.platform === "linux";

// The bench has fifty of them, with dice of its own: npm run bench:orphans.
it.skipIf(!linux)(
  "emulations that are stopped, killed, or killed with their guardian leave nothing behind",
  async () => {
    const played = await playAll(makeDice(20), { rounds: 8, withinMs: 10_000 });
    expect(played).toHaveLength(8);
    expect(played.flatMap(({ what, how, left }) => left.map((one) => `${what}, ${how}: ${one}`))).toEqual([]);
  },
  120_000,
);

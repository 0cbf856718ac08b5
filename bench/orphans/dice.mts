/** Chance that can be repeated: the same seed throws the same dice. */
export interface Dice {
  /** From `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  readonly oneOf: <T>(choices: readonly [T, ...T[]]) => T;
  readonly chance: (part: number) => boolean;
}

/** mulberry32: 32 bits of state are plenty for some hundred throws. */
export const makeDice = (seed: number): Dice => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    between,
    oneOf: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
    chance: (part) => next() < part,
  };
};

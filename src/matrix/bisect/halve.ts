/** What a probe says of one place between good and bad; `nothing` where it can't be built, or fails by itself. */
export type Answer = "good" | "bad" | "nothing";

export interface Line {
  /** Places 0 … length-1, from the good end to the bad end. */
  readonly length: number;
  readonly ask: (place: number) => Promise<Answer>;
  /** Answers that are there already. */
  readonly known?: ReadonlyMap<number, Answer>;
  /** What a probe costs; of several that are as good, the cheapest is asked. */
  readonly cost?: (place: number) => number;
}

export interface Halved {
  /** All that was asked or known. */
  readonly answers: ReadonlyMap<number, Answer>;
  /** The good end itself is bad, or the bad one is good: there is no answer then. */
  readonly wrongEnd?: "good" | "bad";
  readonly lastGood?: number;
  readonly firstBad?: number;
  /** Each place where good and bad meet, in the order of the line; more than one where it was repaired in between. */
  readonly borders: readonly (readonly [from: number, to: number])[];
}

/** Finds where good turns to bad by the fewest probes that can be promised. */
export const halve = async (line: Line): Promise<Halved> => {
  const answers = new Map<number, Answer>(line.known ?? []);
  const ask = async (place: number): Promise<Answer> => {
    const known = answers.get(place);
    if (known !== undefined) return known;
    const answer = await line.ask(place);
    answers.set(place, answer);
    return answer;
  };
  const last = line.length - 1;
  if ((await ask(last)) !== "bad") return { answers, wrongEnd: "bad", borders: [] };
  if ((await ask(0)) !== "good") return { answers, wrongEnd: "good", borders: [] };
  for (;;) {
    const [good, bad] = firstBorder(answers);
    const open = placesBetween(good, bad).filter((place) => !answers.has(place));
    const next = bestOf(open, line.cost ?? free);
    if (next === undefined) return { answers, lastGood: good, firstBad: bad, borders: bordersIn(answers) };
    await ask(next);
  }
};

const free = (): number => 0;

/** From the good end: the first bad one that is known, and the last good one before it. */
const firstBorder = (answers: ReadonlyMap<number, Answer>): readonly [good: number, bad: number] =>
  bordersIn(answers)[0] ?? [0, 0];

const bordersIn = (answers: ReadonlyMap<number, Answer>): readonly (readonly [number, number])[] => {
  const spoken = [...answers].filter(([, answer]) => answer !== "nothing").sort(([a], [b]) => a - b);
  return spoken.flatMap(([place, answer], index) => {
    const before = spoken[index - 1];
    return before !== undefined && before[1] !== answer ? [[before[0], place] as const] : [];
  });
};

const placesBetween = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from - 1) }, (_, index) => from + 1 + index);

/** Any place will do that leaves no half with more than the fewest probes can tell apart. */
const bestOf = (open: readonly number[], cost: (place: number) => number): number | undefined => {
  if (open.length === 0) return undefined;
  const largestHalf = 2 ** (Math.ceil(Math.log2(open.length + 1)) - 1) - 1;
  const middle = (open.length - 1) / 2;
  const fit = open
    .map((place, index) => ({ place, cost: cost(place), off: Math.abs(index - middle), index }))
    .filter(({ index }) => index <= largestHalf && open.length - 1 - index <= largestHalf);
  return fit.sort((a, b) => a.cost - b.cost || a.off - b.off || a.index - b.index)[0]?.place;
};

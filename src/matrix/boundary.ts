import type { Varied } from "./cells";

/** What a cell says of a border: only green and red have one between them. */
export type Says = "green" | "red" | "nothing";

export type Place = readonly number[];

/** Undefined where nobody has asked yet. */
export type SaidAt = (place: Place) => Says | undefined;

/**
 * Which cells to ask next so that every border shows that the answers so far point to; none where all is said.
 * First a coarse net, then halving between answers that differ, then along each border that was found.
 */
export const nextPlaces = (axes: readonly Varied[], said: SaidAt): readonly Place[] => {
  const sizes = axes.map(({ versions }) => versions.length);
  for (const wave of [net, betweenDiffering, alongBorders]) {
    const open = distinct(wave(sizes, said)).filter((place) => said(place) === undefined);
    if (open.length > 0) return open;
  }
  return [];
};

type Wave = (sizes: readonly number[], said: SaidAt) => readonly Place[];

/** Ends, middles, and no gap that a whole red block of five could hide in. */
const net: Wave = (sizes) => product(sizes.map(netOf));

const netOf = (size: number): readonly number[] => {
  const points = Math.min(size, Math.max(3, Math.ceil(size / 5)));
  const gap = points < 2 ? 0 : (size - 1) / (points - 1);
  return [...new Set(Array.from({ length: points }, (_, index) => Math.round(index * gap)))];
};

/** On each line, the middle between two neighbours among the answers that differ. */
const betweenDiffering: Wave = (sizes, said) =>
  sizes.flatMap((size, axis) =>
    linesAlong(sizes, axis).flatMap((line) => {
      const answers = Array.from({ length: size }, (_, at) => said(line(at)));
      return gapsBetweenDiffering(answers).flatMap(([from, to]) => {
        const middle = openNearMiddle(answers, from, to);
        return middle === undefined ? [] : [line(middle)];
      });
    }),
  );

const gapsBetweenDiffering = (answers: readonly (Says | undefined)[]): (readonly [number, number])[] => {
  const spoken = answers.flatMap((answer, at) => (answer === "green" || answer === "red" ? [at] : []));
  return spoken.flatMap((to, index) => {
    const from = spoken[index - 1];
    return from !== undefined && answers[from] !== answers[to] ? [[from, to] as const] : [];
  });
};

/** What says nothing, as an unbuildable one, is gone round. */
const openNearMiddle = (
  answers: readonly (Says | undefined)[],
  from: number,
  to: number,
): number | undefined => {
  const middle = Math.floor((from + to) / 2);
  const open = Array.from({ length: Math.max(0, to - from - 1) }, (_, index) => from + 1 + index);
  return open
    .filter((at) => answers[at] === undefined)
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
};

/** A border goes on where it was seen: what else is in a square that has both is asked, too. */
const alongBorders: Wave = (sizes, said) =>
  sizes.flatMap((_, one) =>
    sizes
      .slice(one + 1)
      .flatMap((_, offset) => squares(sizes, one, one + 1 + offset))
      .filter((square) => {
        const answers = new Set(square.map(said));
        return answers.has("green") && answers.has("red");
      })
      .flat(),
  );

const squares = (sizes: readonly number[], one: number, other: number): readonly (readonly Place[])[] =>
  product(sizes.map((size, axis) => counting(axis === one || axis === other ? size - 1 : size))).map((at) =>
    [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ].map(([a = 0, b = 0]) =>
      at.map((place, axis) => place + (axis === one ? a : 0) + (axis === other ? b : 0)),
    ),
  );

/** Every line that runs along an axis, as a function from the place on it. */
export const linesAlong = (sizes: readonly number[], axis: number): readonly ((at: number) => Place)[] =>
  product(sizes.map((size, index) => (index === axis ? [0] : counting(size)))).map(
    (start) => (at: number) => start.map((place, index) => (index === axis ? at : place)),
  );

const counting = (size: number): readonly number[] =>
  Array.from({ length: Math.max(0, size) }, (_, at) => at);

const product = (choices: readonly (readonly number[])[]): readonly Place[] =>
  choices.reduce<readonly Place[]>(
    (places, choice) => places.flatMap((place) => choice.map((at) => [...place, at])),
    [[]],
  );

const distinct = (places: readonly Place[]): readonly Place[] => [
  ...new Map(places.map((place) => [place.join(" "), place])).values(),
];

import type { SaidAt, Says } from "../../../src/matrix/boundary";
import type { Varied } from "../../../src/matrix/cells";
import type { CellResult, CellVerdict } from "../../../src/matrix/types";
import { release } from "../scenario/examples";

/** Axes `a`, `b`, … with versions 1.0.0, 2.0.0, … */
export const axesOf = (...sizes: readonly number[]): readonly Varied[] =>
  sizes.map((size, index) => {
    const name = "abcdef"[index] ?? "z";
    const names = Array.from({ length: size }, (_, at) => `${at + 1}.0.0`);
    return { name, versions: names.map((one) => ({ name: one, version: release(name, one) })) };
  });

const signs: Readonly<Record<string, Says>> = { o: "green", x: "red", "?": "nothing" };

/** A grid as a picture: `o` green, `x` red, `?` unbuildable; a row for each version of the first axis. */
export const picture =
  (...rows: readonly string[]) =>
  ([row = 0, column = 0]: readonly number[]): Says =>
    signs[rows[row]?.[column] ?? ""] ?? "nothing";

/** Answers only what was asked, and counts it. */
export const asking = (truth: (place: readonly number[]) => Says) => {
  const asked = new Map<string, Says>();
  const said: SaidAt = (place) => asked.get(place.join(" "));
  const ask = (places: readonly (readonly number[])[]): void => {
    for (const place of places) asked.set(place.join(" "), truth(place));
  };
  return { said, ask, asked };
};

export const resultOf = (
  verdict: CellVerdict,
  versions: Readonly<Record<string, string>> = {},
): CellResult => ({
  versions,
  verdict,
  checks: [],
  rootCauseLines: [],
  silent: [],
  seconds: 1,
});

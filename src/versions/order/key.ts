/** Compared element by element, a shorter one first; the same place always holds the same type. */
export type Key = readonly (number | string | Key)[];

export interface Parsed {
  readonly epoch: number;
  /** As written, so `1.2.0` has three. */
  readonly release: readonly number[];
  readonly prerelease: boolean;
  readonly post: boolean;
  /** Without what counts for nothing in ranges: PEP 440's local part, semver's build. */
  readonly key: Key;
  /** That part alone. */
  readonly local: Key;
}

export const compareKeys = (a: Key, b: Key): number => {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = compareParts(a[at], b[at]);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};

type Part = Key[number] | undefined;

const compareParts = (a: Part, b: Part): number => {
  if (Array.isArray(a) && Array.isArray(b)) return compareKeys(a, b);
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (a === b) return 0;
  return String(a) < String(b) ? -1 : 1;
};

/** `1.2` and `1.2.0` are the same release. */
export const withoutTrailingZeros = (numbers: readonly number[]): readonly number[] => {
  let end = numbers.length;
  while (end > 0 && numbers[end - 1] === 0) end--;
  return numbers.slice(0, end);
};

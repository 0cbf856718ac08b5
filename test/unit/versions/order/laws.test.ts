import { describe, expect, it } from "vitest";
import { compareTexts, parseVersion, sortedBy } from "../../../../src/versions/order/scheme";
import { parseRange } from "../../../../src/versions/range";
import { nameSatisfies } from "../../../../src/versions/satisfies";
import type { Scheme } from "../../../../src/versions/types";

/** The same numbers each time, so that a failure can be looked at again. */
const randomFrom = (seed: number) => {
  let state = seed;
  return <T>(choices: readonly T[]): T => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const choice = choices[Math.floor((state / 2_147_483_648) * choices.length)];
    if (choice === undefined) throw new Error("nothing to choose from");
    return choice;
  };
};

const parts: Record<Scheme, readonly (readonly string[])[]> = {
  pep440: [
    ["", "1!"],
    ["0", "1", "2"],
    ["", ".0", ".1", ".10"],
    ["", "a1", "rc1", "rc10"],
    ["", ".post1"],
    ["", ".dev1"],
  ],
  semver: [
    ["0", "1", "10"],
    [".0", ".2"],
    [".0", ".10"],
    ["", "-1", "-a", "-a.1", "-a.b", "-A"],
    ["", "+b1", "+2"],
  ],
  loose: [
    ["v", "r", ""],
    ["1", "9", "10"],
    ["", "-", ".0", ".1"],
    ["", "alpine", "rc", "a"],
    ["", "3", "10"],
  ],
};

const samples = (scheme: Scheme, seed: number): string[] => {
  const choose = randomFrom(seed);
  return Array.from({ length: 40 }, () => parts[scheme].map(choose).join(""));
};

describe.each(["pep440", "semver", "loose"] as const)("the order of %s", (scheme) => {
  const versions = samples(scheme, 7);
  const sign = (a: string, b: string): number => Math.sign(compareTexts(a, b, scheme));

  it("is tried on versions only", () => {
    expect(versions.filter((version) => !parseVersion(version, scheme))).toEqual([]);
    expect(new Set(versions).size).toBeGreaterThan(20);
  });

  it("is the opposite the other way round", () => {
    const wrong = versions.flatMap((a) =>
      versions.filter((b) => sign(a, b) + sign(b, a) !== 0).map((b) => [a, b]),
    );
    expect(wrong).toEqual([]);
  });

  it("goes through: what is sorted is in order from any one to any later one", () => {
    const sorted = sortedBy(versions, (text) => text, scheme);
    const wrong = sorted.flatMap((a, at) =>
      sorted
        .slice(at + 1)
        .filter((b) => sign(a, b) > 0)
        .map((b) => [a, b]),
    );
    expect(wrong).toEqual([]);
  });

  it("is what ranges go by", () => {
    const plain = versions.filter((version) => !version.includes("+") && /^v?\d/.test(version));
    const holds = (version: string, text: string): boolean => {
      const range = parseRange(text);
      if (!range.ok) throw new Error(range.error);
      return nameSatisfies(version, scheme, range.value);
    };
    const wrong = plain.flatMap((version) =>
      plain.filter((bound) => {
        const difference = sign(version, bound);
        const [less, more] = [holds(version, `<${bound}`), holds(version, `>${bound}`)];
        return (
          holds(version, `>=${bound}`) !== difference >= 0 ||
          holds(version, `<=${bound}`) !== difference <= 0 ||
          holds(version, `==${bound}`) !== (difference === 0) ||
          holds(version, `!=${bound}`) !== (difference !== 0) ||
          (less && difference >= 0) ||
          (more && difference <= 0)
        );
      }),
    );
    expect(wrong).toEqual([]);
  });
});

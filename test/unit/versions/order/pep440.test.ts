import { describe, expect, it } from "vitest";
import { parsePep440 } from "../../../../src/versions/order/pep440";
import { compareParsed } from "../../../../src/versions/order/scheme";
import { pep440Order } from "./pep440Reference";

const ascending = [...pep440Order, ...pep440Order.map((version) => `1!${version}`)];

const compare = (a: string, b: string): number => {
  const [one, other] = [parsePep440(a), parsePep440(b)];
  if (!one || !other) throw new Error(`${a} or ${b} was not read`);
  return Math.sign(compareParsed(one, other));
};

describe("order of Python versions", () => {
  it("puts each pair of the reference list in its order", () => {
    const wrong = ascending.flatMap((a, i) =>
      ascending.filter((b, j) => compare(a, b) !== Math.sign(i - j)).map((b) => `${a} ? ${b}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ["1.0", "1.0.0"],
    ["1.0", " v1.0 "],
    ["1.0alpha", "1.0a0"],
    ["1.0-beta.2", "1.0b2"],
    ["1.0c1", "1.0rc1"],
    ["1.0preview3", "1.0RC3"],
    ["1.0-1", "1.0.post1"],
    ["1.0rev2", "1.0.post2"],
    ["1.0dev", "1.0.dev0"],
    ["1.0+ubuntu-1", "1.0+ubuntu.1"],
    ["1.0+UPPER", "1.0+upper"],
    ["0!1.0", "1.0"],
  ])("takes %s and %s for the same version", (a, b) => {
    expect(compare(a, b)).toBe(0);
  });

  it("reads a local part such as 1e3 as a word and not as a number", () => {
    expect(compare("1.0+1e3", "1.0+1000")).toBe(-1);
  });

  it.each(["", "lolwat", "1.0-", "1.0+", "1.0+a+b", "1.x", "main", "1.0.0-next.1", "release-1.0"])(
    "doesn't take %j for a version",
    (text) => {
      expect(parsePep440(text)).toBeUndefined();
    },
  );

  it.each([
    ["1.0", false],
    ["1.0.post1", false],
    ["1.0rc1", true],
    ["1.0.dev1", true],
    ["1.0.post1.dev2", true],
  ])("knows whether %s is a pre-release", (text, prerelease) => {
    expect(parsePep440(text)?.prerelease).toBe(prerelease);
  });
});

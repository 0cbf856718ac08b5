import { describe, expect, it } from "vitest";
import { parseWhen, whenHolds, whenNames } from "../../../src/scenario/when";
import { matches } from "../../../src/versions/satisfies";
import { release, workspace } from "./examples";

const versions = { release: release("release", "1.2.0"), host: workspace("host") };

const holds = (text: string): boolean | string => {
  const parsed = parseWhen(text);
  if (!parsed.ok) return parsed.error;
  return whenHolds(parsed.value, (name, condition) => {
    const version = name === "host" || name === "release" ? versions[name] : undefined;
    return version !== undefined && matches(version, condition);
  });
};

describe("a `when`", () => {
  it.each([
    ["release < 1.2", false],
    ["release<=1.2", true],
    ["release == 1.2", true],
    ["release != 1.2", false],
    ["release == 1.*", true],
    ["release ~= 1.1", true],
    ["host == workspace", true],
    ["host != workspace", false],
    ["release == workspace", false],
    ["host > 99", true],
    ["!(release < 1.2)", true],
    ["!release < 1.2 && host == workspace", true],
    ["release < 1 && host == workspace || release > 1", true],
    ["release < 1 && (host == workspace || release > 1)", false],
    ["release > 1 || release > 1 && release < 1", true],
  ])("%s is %s", (text, expected) => {
    expect(holds(text)).toBe(expected);
  });

  it.each([
    ["", "the condition breaks off"],
    ["release", "after 'release' one of < <= > >= == != ~= was expected"],
    ["release <", "a version was expected after 'release <'"],
    ["release < 1 &&", "the condition breaks off"],
    ["release < 1 & host == workspace", "'&' was not expected"],
    ["release = 1", "after 'release' one of < <= > >= == != ~= was expected, not '='"],
    ["(release < 1", "a closing ) is missing"],
    ["release < 1)", "')' was not expected"],
    ["1.2 > release", "an axis or a side was expected where '1.2' stands"],
    ["release < ^1", "'^1' is not a version"],
    ["x".repeat(501), "more than 500 characters"],
    ["(".repeat(400), "the condition breaks off"],
  ])("%j says what is wrong", (text, expected) => {
    const said = holds(text);
    expect(said).toContain(expected);
  });

  it("names whom it asks", () => {
    const parsed = parseWhen("a < 1 && !(b == workspace || c > 2)");
    expect(parsed.ok && whenNames(parsed.value)).toEqual(["a", "b", "c"]);
  });
});

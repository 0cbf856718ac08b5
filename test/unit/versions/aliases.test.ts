import { describe, expect, it } from "vitest";
import { type BuiltInAlias, builtInAliases, releaseOfAlias } from "../../../src/versions/aliases";
import { axisOf } from "./fakes";

const chosen = (versions: string, alias: BuiltInAlias): string | undefined =>
  releaseOfAlias(alias, axisOf(versions.split(" ").filter(Boolean)))?.name;

describe("built-in aliases", () => {
  const versions = "0.9 1.7.0 1.8.0 1.8.7 1.9.0 1.9.4";

  it.each([
    ["@latest", "1.9.4"],
    ["@latest-minor", "1.9.4"],
    ["@previous-minor", "1.8.7"],
    ["@earliest", "0.9"],
  ] as const)("%s is %s", (alias, expected) => {
    expect(chosen(versions, alias)).toBe(expected);
  });

  it("count minor lines across majors", () => {
    expect(chosen("1.9.0 1.9.4 2.0.0 2.0.1", "@previous-minor")).toBe("1.9.4");
  });

  it("have no previous line where there is one line only, and nothing where there is no release", () => {
    expect(chosen("1.9.0 1.9.1", "@previous-minor")).toBeUndefined();
    expect(builtInAliases.map((alias) => chosen("", alias))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

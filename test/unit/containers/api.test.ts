import { describe, expect, it } from "vitest";
import { chooseApi } from "../../../src/containers/api";
import { problemOf } from "../../../src/util/problem";

const codeOf = (theirs: string | undefined, oldest?: string): string => {
  try {
    return chooseApi("one", theirs, oldest);
  } catch (error) {
    return problemOf(error).code;
  }
};

describe("the API that both speak", () => {
  it.each([
    ["1.24", undefined, "1.24"],
    ["1.41", "1.12", "1.41"],
    ["1.100", "1.44", "1.52"],
    [undefined, undefined, "1.24"],
    ["1.23", undefined, "engine-too-old"],
    ["1.9", undefined, "engine-too-old"],
    ["2.3", "1.99", "engine-too-new"],
  ])("of an engine with %s, at least %s: %s", (theirs, oldest, chosen) => {
    expect(codeOf(theirs, oldest)).toBe(chosen);
  });
});

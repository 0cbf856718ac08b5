import { describe, expect, it } from "vitest";
import { identify, isAlive, thisProcess } from "../../../src/processes/identity";
import { platformOf } from "../../../src/processes/platform";
import { asRunToken, newRunToken } from "../../../src/processes/tokens";

describe("the identity of a process", () => {
  it("is the same each time and lives as long as we do", () => {
    expect(identify(process.pid)).toEqual(thisProcess());
    expect(isAlive(thisProcess())).toBe(true);
  });

  it("is not that of another process with the same number", () => {
    expect(isAlive({ ...thisProcess(), startedAt: "another time" })).toBe(false);
  });

  it.each([0, -1, 1.5, Number.NaN, 4_194_304_000])("is nobody's for the number %s", (pid) => {
    expect(identify(pid)).toBeUndefined();
  });
});

describe("a run token", () => {
  it("is new each time and is recognised when read back", () => {
    const token = newRunToken();
    expect(newRunToken()).not.toBe(token);
    expect(asRunToken(token)).toBe(token);
  });

  it.each(["", "run-", "run-123", `run-${"g".repeat(24)}`, `x run-${"a".repeat(24)}`])(
    "is not %j, which might be anybody's",
    (text) => {
      expect(() => asRunToken(text)).toThrow("not a run token");
    },
  );
});

describe("a platform", () => {
  it.each([
    ["linux", "linux"],
    ["win32", "win32"],
    ["darwin", "darwin"],
    ["freebsd", "darwin"],
  ])("%s is looked at as %s", (name, platform) => {
    expect(platformOf(name)).toBe(platform);
  });
});

import { describe, expect, it } from "vitest";
import { canSwap, outlooks } from "../../../src/scenario/outlook";
import type { Version } from "../../../src/versions/types";
import { pair, theScenario } from "../editor/emulate/scenarioText";

const version = (axis: string, name: string): Version => ({
  axis,
  name,
  kind: "release",
  order: { scheme: "pep440", nearest: name, after: 0 },
});
const versions = (host: string, release: string) => ({
  host: version("host", host),
  release: version("release", release),
});

describe("what a choice would come to", () => {
  const look = outlooks(theScenario(pair()), false);

  it("is each side's version, and the Python that its values by version lead to", () => {
    const { sides } = look(versions("2.0.0", "1.0.0"));
    expect(sides["host"]).toMatchObject({ version: { name: "2.0.0" }, python: "3.12" });
    expect(sides["userCode"]).toMatchObject({ version: { name: "1.0.0" }, python: "3.8" });
    expect(look(versions("2.0.0", "1.2.0")).sides["userCode"]?.python).toBe("3.11");
  });

  it("is no warning while the policy holds, else its sentence", () => {
    expect(look(versions("2.0.0", "1.0.0")).warning).toBeUndefined();
    expect(look(versions("1.0.0", "2.0.0")).warning).toBe(
      "host 1.0.0 would be older than userCode 2.0.0: hosts are upgraded first",
    );
  });

  it("exchanges versions with the sources, and leaves the roles their Python", () => {
    const { sides, warning } = outlooks(theScenario(pair()), true)(versions("2.0.0", "1.0.0"));
    expect(sides["host"]).toMatchObject({ version: { name: "1.0.0" }, python: "3.12" });
    expect(warning).toContain("host 1.0.0 would be older");
  });

  it("says that versions without an order can't be compared", () => {
    const odd = { ...version("release", "x"), order: { scheme: "loose", nearest: "x", after: 0 } } as const;
    const { warning } = look({ host: version("host", "2.0.0"), release: odd });
    expect(warning).toMatch(/can't be told|would be/);
  });

  it("has no warning where there is no policy", () => {
    const without = theScenario(pair().replace(/"policy":.*\n/, ""));
    expect(outlooks(without, false)(versions("1.0.0", "2.0.0")).warning).toBeUndefined();
  });

  it("knows whether two sides can change places", () => {
    expect(canSwap(theScenario(pair()))).toBe(true);
    expect(canSwap(theScenario(pair().replace(/"swap":.*\n/, "")))).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { checkLaunch } from "../../../../src/editor/emulate/checkLaunch";
import { launchOf, launchOfChoice, releasesOf } from "../../../../src/editor/emulate/launchConfiguration";
import { loadedOf, pair } from "./scenarioText";

const one = loadedOf(pair());
const two = loadedOf(pair(', "other": { "extends": "pair" }'));

const refused = (configuration: unknown, loaded = one) => {
  const checked = checkLaunch(configuration, loaded);
  if (checked.ok) throw new Error("it was taken");
  return [checked.error.message, checked.error.hint].join(" ");
};

describe("a launch configuration", () => {
  it("is taken with nothing in it where there is one scenario", () => {
    expect(checkLaunch({}, one)).toEqual({
      ok: true,
      value: { scenario: "pair", versions: {}, swap: false, debug: true },
    });
  });

  it("has to name one of several scenarios", () => {
    expect(refused({}, two)).toContain("Known: pair, other.");
    expect(checkLaunch({ scenario: "other" }, two).ok).toBe(true);
  });

  it("is told which scenario was probably meant", () => {
    expect(refused({ scenario: "par" })).toContain('There is no scenario "par" Did you mean "pair"?');
  });

  it("is told which axis was probably meant", () => {
    expect(refused({ versions: { relese: "1.0.0" } })).toContain('no axis "relese" Did you mean "release"?');
  });

  it("is told which service was probably meant, in a list as by name", () => {
    expect(refused({ debug: ["grcp"] })).toContain('no service "grcp" Did you mean "grpc"?');
    expect(refused({ debug: { wb: false } })).toContain('Did you mean "web"?');
  });

  it("is told which side was probably meant", () => {
    expect(refused({ exceptions: { hos: { raised: true } } })).toContain(
      'no side "hos" Did you mean "host"?',
    );
    expect(checkLaunch({ exceptions: { host: { raised: true } } }, one).ok).toBe(true);
  });

  it("is told what a key expects, by its path", () => {
    expect(refused({ versions: { release: 1 } })).toContain(
      'versions.release: expected a text such as "1.0.0"',
    );
    expect(refused({ swap: "yes" })).toContain("swap: expected true or false");
    expect(refused({ debug: 3 })).toContain("debug: expected true, false, a list");
    expect(refused({ scenario: 3 })).toContain("scenario: expected a text");
  });

  it("leaves debuggers to all services but those that are false", () => {
    const checked = checkLaunch({ debug: { web: false } }, one);
    expect(checked).toMatchObject({ value: { debug: ["grpc"] } });
    expect(checkLaunch({ debug: ["web"] }, one)).toMatchObject({ value: { debug: ["web"] } });
  });

  it("of a scenario with mistakes is refused with the first of them and its place", () => {
    const broken = loadedOf(pair().replace('"side": "userCode"', '"side": "userCod"'));
    const checked = checkLaunch({ scenario: "pair" }, broken);
    expect(checked).toMatchObject({ ok: false, error: { place: { line: 16 } } });
  });
});

describe("launches that we write", () => {
  it("are one for each scenario", () => {
    expect(launchOf("pair")).toMatchObject({ type: "backcompat", request: "launch", scenario: "pair" });
  });

  it("are named by what was chosen and is no workspace", () => {
    const choice = { folder: "/work", scenario: "pair", swap: true, noDebug: false };
    const versions = { host: "workspace", release: "1.0.0" };
    expect(launchOfChoice({ ...choice, versions })).toMatchObject({
      name: "pair 1.0.0",
      folder: "/work",
      versions,
      swap: true,
    });
    expect(releasesOf({ host: "workspace", release: "workspace" })).toEqual(["workspace"]);
  });
});

import { describe, expect, it } from "vitest";
import { problemLines } from "../../../src/scenario/load";
import { at, entriesOf } from "../../../src/scenario/located";
import { parseScenarioFile, parseScenarioFiles } from "../../../src/scenario/parse";
import { good } from "./bad";

const withEnv = (env: object) => ({ sides: { a: { source: { folder: "." }, env } } });

const linesOf = (text: string): readonly string[] => problemLines(parseScenarioFile(text, "b.json").problems);

describe("extends", () => {
  const file = (scenarios: object): string => JSON.stringify({ version: 1, scenarios });
  const base = {
    sides: { a: { source: { folder: "." }, env: { X: "1", Y: "2" } } },
    services: { s: { run: ["a", "b"] } },
  };

  it("takes over another scenario: objects merge, lists are replaced, null removes", () => {
    const text = file({
      base,
      more: {
        extends: "base",
        sides: { a: { env: { Y: null, Z: "3" } } },
        services: { s: { run: ["c"] }, t: { run: ["d"] } },
      },
    });
    const { scenarios, problems } = parseScenarioFile(text, "b.json");
    expect(problems).toEqual([]);
    expect([...(scenarios["more"]?.names.services.keys() ?? [])]).toEqual(["s", "t"]);
    expect(JSON.stringify(scenarios["more"]?.tree)).not.toContain("extends");
  });

  it("replaces values by version whole, and by them", () => {
    const { scenarios, problems } = parseScenarioFile(
      file({
        base: {
          axes: { v: { versions: ["1"] } },
          ...withEnv({ X: { by: "v", "<1": "a", else: "b" }, Y: "y" }),
        },
        more: {
          extends: "base",
          ...withEnv({ X: { by: "v", workspace: "c", else: "d" }, Y: { by: "v", else: "e" } }),
        },
      }),
      "b.json",
    );
    expect(problems).toEqual([]);
    const { more } = scenarios;
    const env =
      more &&
      entriesOf(at(more.tree, "sides", "a", "env")).map(({ key, value }) => [
        key,
        entriesOf(value).map((one) => one.key),
      ]);
    expect(env).toEqual([
      ["X", ["by", "workspace", "else"]],
      ["Y", ["by", "else"]],
    ]);
  });

  it("follows chains, and names a circle", () => {
    const chain = file({ base, b: { extends: "base" }, c: { extends: "b" } });
    expect(parseScenarioFile(chain, "b.json").scenarios["c"]?.names.sides).toEqual(new Set(["a"]));
    expect(linesOf(file({ a: { extends: "b" }, b: { extends: "a" } }))[0]).toContain(
      "scenarios extend each other in a circle: b → a → b",
    );
    expect(linesOf(file({ a: { extends: "a" } }))[0]).toContain("a → a");
  });

  it("names the nearest of an unknown scenario", () => {
    expect(linesOf(file({ base, b: { extends: "bse" } }))[0]).toContain(
      'there is no scenario "bse" (Did you mean "base"?',
    );
  });

  it("says how to drop what it brought", () => {
    const both = file({ base, b: { extends: "base", services: { s: { image: "x" } } } });
    expect(linesOf(both)[0]).toContain(
      'but here are "run" and "image" (Take out all but one; what "extends" or an overlay brought goes with "run": null.)',
    );
    const dropped = file({ base, b: { extends: "base", services: { s: { run: null, image: "x" } } } });
    expect(linesOf(dropped)).toEqual([]);
  });

  it("sees a misspelt key also where it would remove something", () => {
    expect(linesOf(file({ base, b: { extends: "base", servces: null } }))[0]).toContain(
      'unknown key "servces"',
    );
  });
});

describe("an overlay", () => {
  const main = { text: good.join("\n"), file: "main.json" };
  const overlay = (text: string) => parseScenarioFiles([main, { text, file: "local.json" }]);

  it("lies over the file, and adds scenarios of its own", () => {
    const { problems, names } = overlay(
      '{ "scenarios": { "pair": { "services": { "web": null } }, "mine": { "extends": "pair" } } }',
    );
    expect(problems).toEqual([]);
    expect(names).toEqual(["pair", "mine"]);
  });

  it("is blamed for its own mistakes, at its own place", () => {
    const { problems } = overlay(
      '{ "scenarios": { "pair": { "services": { "web": { "after": ["x"] } } } } }',
    );
    expect(problemLines(problems)).toEqual([
      expect.stringMatching(
        /^local\.json:1:61: scenarios\.pair\.services\.web\.after\[0\]: there is no service "x"/,
      ),
    ]);
  });

  it("that can't be read is told of alone", () => {
    expect(problemLines(overlay("{").problems)).toEqual([
      expect.stringMatching(/^local\.json:1:2: a closing }/),
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { problemLines } from "../../../src/scenario/load";
import { parseScenarioFile } from "../../../src/scenario/parse";
import { good, goodWith, line } from "./bad";
import { dagster } from "./examples";
import { mistakesElsewhere } from "./mistakesElsewhere";
import { mistakesInServices } from "./mistakesInServices";

const linesOf = (text: string): readonly string[] => problemLines(parseScenarioFile(text, "b.json").problems);

describe("a scenario file with a mistake", () => {
  it("has none to begin with", () => {
    expect(linesOf(good.join("\n"))).toEqual([]);
  });

  it.each([...mistakesInServices, ...mistakesElsewhere])("names %s", (_, key, text, expected) => {
    const lines = linesOf(goodWith(line[key], text));
    const told = expected.map((one) => `b.json:${line[key]}:${one}`);
    expect(
      lines
        .filter((one) => one.startsWith(`b.json:${line[key]}:`))
        .map((one, n) => one.slice(0, told[n]?.length)),
    ).toEqual(told);
  });

  it("names the circle of services that wait for each other, where it closes", () => {
    expect(
      linesOf(
        goodWith(
          line.grpc,
          `"grpc": { "side": "user", "run": ["x"], "ports": { "grpc": 1 }, "after": ["web"] },`,
        ),
      ),
    ).toEqual([
      "b.json:12:98: scenarios.pair.services.web.after[0]: these wait for each other: service grpc → service web → service grpc (Take one of these out.)",
    ]);
  });

  it("is told of all its mistakes at once, in the order of the file", () => {
    const text = good
      .join("\n")
      .replace('"run": ["serve"', '"rnu": ["serve"')
      .replace('"version": "3.11"', '"version": 3')
      .replace('"after": ["grpc"]', '"after": ["g"]');
    expect(linesOf(text).map((one) => one.split(" ")[0])).toEqual([
      "b.json:8:77:",
      "b.json:11:17:",
      "b.json:11:35:",
      "b.json:12:98:",
    ]);
  });

  it.each(["axes", "sides", "services", "ports"])(
    "is told once of a misspelt %j, not of each name in it",
    (key) => {
      const misspelt = `${key.slice(0, -2)}${key.slice(-1)}${key.slice(-2, -1)}`;
      const lines = linesOf(good.join("\n").replaceAll(`"${key}": {`, `"${misspelt}": {`));
      expect(lines).not.toEqual([]);
      expect(lines.map((one) => one.slice(one.indexOf("unknown")))).toEqual(
        lines.map(() => expect.stringContaining(`unknown key "${misspelt}" (Did you mean "${key}"?`)),
      );
    },
  );

  it("is told once of what two scenarios share", () => {
    const text = goodWith(line.web, `"web": { "side": "hots", "run": ["x"] },`).replace(
      /\n {4}\},\n {2}\},\n\}$/,
      `\n    },\n    "more": { "extends": "pair" },\n  },\n}`,
    );
    expect(linesOf(text)).toHaveLength(1);
    expect(parseScenarioFile(text, "b.json").names).toEqual(["pair", "more"]);
  });
});

describe("a file that is no scenario file", () => {
  it.each([
    ["", "b.json:1:1: the file is empty"],
    ["  // only a comment\n", "b.json:1:1: the file is empty"],
    ["[]", "b.json:1:1: a scenario file is an object, but this is a list"],
    ["nul", "b.json:1:1: this is no JSON value; texts stand in double quotes"],
    ["{\n  'version': 1 }", "b.json:2:3: this is no JSON value; texts stand in double quotes"],
    ['{\n  "version": 1', "b.json:2:15: a closing } was expected here"],
    ['{ "version": 1 } x', "b.json:1:18: this is no JSON value"],
    ['{ "scenarios": 5 }', "b.json:1:16: scenarios: expected an object with scenarios by name"],
    ['{ "scenarios": {} }', 'b.json:1:1: there are no "scenarios" in it'],
    ['{ "scenaros": {} }', 'b.json:1:3: unknown key "scenaros" (Did you mean "scenarios"?)'],
    [
      '{ "scenarios": { "a": 5 } }',
      "b.json:1:23: scenarios.a: a scenario is an object, but this is the number 5",
    ],
  ])("%j: %s", (text, expected) => {
    expect(linesOf(text)[0]?.slice(0, expected.length)).toBe(expected);
  });

  it("of 10 MB is refused without being read", () => {
    expect(linesOf(`{ "a": "${"x".repeat(10_000_000)}" }`)).toEqual([
      "b.json:1:1: the file has 10.0 MB, more than the 1.0 MB a scenario file may have (A scenario file is written by people; move data into files of its own.)",
    ]);
  });

  it.each(["[", '{"a":'])("nested without end by %s is refused where it gets too deep", (opening) => {
    expect(linesOf(opening.repeat(100_000))[0]).toContain("nested more than 64 levels deep");
  });

  it("goes on after a missing comma", () => {
    expect(linesOf('{ "version": 1\n  "scenarios": { "a": { "titel": "x" } } }')).toEqual([
      "b.json:2:3: a comma was expected here (Comments and trailing commas are fine; all else is as in JSON.)",
      expect.stringContaining('b.json:2:25: scenarios.a: unknown key "titel" (Did you mean "title"?'),
    ]);
  });
});

describe("a scenario file", () => {
  it("may have comments, trailing commas, a BOM and any line ends", () => {
    const text = `\uFEFF// a\r\n${good.join("\r\n")}/* b */`;
    expect(linesOf(text)).toEqual([]);
    expect(linesOf(text.replace('"after": ["grpc"]', '"after": ["x"]'))[0]).toMatch(/^b\.json:13:98: /);
  });

  it("as the design shows it has no mistakes", () => {
    const { problems, scenarios } = parseScenarioFile(dagster, "b.json");
    expect(problems).toEqual([]);
    expect(Object.values(scenarios).map(({ name, title }) => [name, title])).toEqual([
      ["dagster", "Webserver ↔ older user code"],
      ["dagster in containers", "dagster in containers"],
    ]);
  });
});

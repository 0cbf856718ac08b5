import { describe, expect, it } from "vitest";
import { problemLines } from "../../../src/scenario/load";
import { parseScenarioFile, parseScenarioFiles } from "../../../src/scenario/parse";
import { good, goodWith, line } from "./bad";
import { dagster } from "./examples";

const linesOf = (text: string): readonly string[] => problemLines(parseScenarioFile(text, "b.json").problems);

/** Its text in the line, and what is said: from the column on. */
const mistakes: readonly (readonly [string, keyof typeof line, string, readonly string[]])[] = [
  [
    "an unknown key, with the nearest",
    "grpc",
    `"grpc": { "side": "user", "run": ["x"], "prots": {} },`,
    ['41: scenarios.pair.services.grpc: unknown key "prots" (Did you mean "ports"? Keys of a service: side,'],
  ],
  [
    "a wrong type, with how to write it",
    "user",
    `"user": { "source": { "git": "main" }, "python": { "version": 3.11 } },`,
    [
      '63: scenarios.pair.sides.user.python.version: expected a text, but this is the number 3.11 (Write it in quotes: "3.11".)',
    ],
  ],
  [
    "a text where a list belongs",
    "web",
    `"web": { "side": "host", "run": ["x"], "after": "grpc" },`,
    [
      '49: scenarios.pair.services.web.after: expected a list [ … ], but this is the text "grpc" (Put it in brackets: ["grpc"].)',
    ],
  ],
  [
    "a number in quotes",
    "checks",
    `"checks": { "ok": { "side": "host", "run": ["check"], "expect": { "exit": "0" } } },`,
    [
      '75: scenarios.pair.checks.ok.expect.exit: expected an exit code, but this is the text "0" (Write it without quotes: 0.)',
    ],
  ],
  [
    "a shell line without a shell",
    "grpc",
    `"grpc": { "side": "user", "run": "serve it", "ports": {} },`,
    [
      '34: scenarios.pair.services.grpc.run: expected a list of arguments, but this is a text (Write ["serve","it"], or add "shell": true.)',
    ],
  ],
  [
    "an unknown variable, inside the text",
    "grpc",
    `"grpc": { "side": "user", "run": ["a", "--v=\${relase}"] },`,
    [
      "45: scenarios.pair.services.grpc.run[1]: unknown variable ${relase} (Did you mean ${release}? Known: workspaceFolder, host, release.)",
    ],
  ],
  [
    "a port of a service that isn't there",
    "web",
    `"web": { "side": "host", "run": ["\${services.grpc.ports.x}"] },`,
    [
      "35: scenarios.pair.services.web.run[0]: unknown variable ${services.grpc.ports.x} (Known: services.grpc.ports.grpc.)",
    ],
  ],
  [
    "a port where there are none",
    "web",
    `"web": { "side": "host", "run": ["\${port}"] },`,
    [
      '35: scenarios.pair.services.web.run[0]: ${port} is unknown: nothing here has "ports" (Add "ports", such as { "http": 8000 }.)',
    ],
  ],
  [
    "a variable that has no end",
    "web",
    `"web": { "side": "host", "run": ["\${host"] },`,
    ["35: scenarios.pair.services.web.run[0]: ${ has no closing } (Close it, or write $${ for a plain ${.)"],
  ],
  [
    "a variable that is known too late",
    "user",
    `"user": { "source": { "git": "\${env:REF}" } },`,
    [
      "31: scenarios.pair.sides.user.source.git: ${env:REF} can't stand here: it is only known once the emulation runs (Known here: workspaceFolder,",
    ],
  ],
  [
    "services that wait for each other",
    "grpc",
    `"grpc": { "side": "user", "run": ["x"], "after": ["web"] },`,
    [],
  ],
  [
    "a service after one that isn't there",
    "web",
    `"web": { "side": "host", "run": ["x"], "after": ["grcp"] },`,
    [
      '50: scenarios.pair.services.web.after[0]: there is no service "grcp" (Did you mean "grpc"? Known: grpc, web.)',
    ],
  ],
  [
    "a side that isn't there",
    "web",
    `"web": { "side": "hots", "run": ["x"] },`,
    [
      '18: scenarios.pair.services.web.side: there is no side "hots" (Did you mean "host"? Known: host, user.)',
    ],
  ],
  [
    "a value by an axis that isn't there",
    "web",
    `"web": { "side": "host", "run": [{ "by": "relaese", "else": "x" }] },`,
    [
      '42: scenarios.pair.services.web.run[0].by: there is no axis or side "relaese" (Did you mean "release"? Known: host, release, user.)',
    ],
  ],
  [
    "a value by the side where there is none",
    "web",
    `"web": { "run": [{ "by": "side", "else": "x" }] },`,
    ['26: scenarios.pair.services.web.run[0].by: "side" means nothing here, as this stands in no side'],
  ],
  [
    "a condition that is none",
    "web",
    `"web": { "side": "host", "run": [{ "by": "side", "<1,2": "x", "esle": "y" }] },`,
    [
      `50: scenarios.pair.services.web.run[0]: "<1,2" is no condition on versions: '<1,2': conditions are separated by spaces`,
      '63: scenarios.pair.services.web.run[0]: "esle" is no condition on versions',
    ],
  ],
  [
    "a malformed range",
    "axes",
    `"axes": { "host": { "versions": ["1"], "range": ">=1,<2" }, "release": { "like": "host" } },`,
    ["49: scenarios.pair.axes.host.range: '>=1,<2': conditions are separated by spaces"],
  ],
  [
    "axes that are like each other",
    "axes",
    `"axes": { "host": { "like": "release" }, "release": { "like": "host" } },`,
    [
      "63: scenarios.pair.axes.release.like: axes are like each other in a circle: axis host → axis release → axis host",
    ],
  ],
  [
    "an axis like one that isn't there",
    "axes",
    `"axes": { "host": { "versions": ["1"] }, "release": { "like": "hosts" } },`,
    ['63: scenarios.pair.axes.release.like: there is no axis "hosts" (Did you mean "host"?'],
  ],
  [
    "an alias to nothing",
    "axes",
    `"axes": { "host": { "versions": ["1.0", "1.1"], "aliases": { "old": "1.2" } }, "release": { "like": "host" } },`,
    ['69: scenarios.pair.axes.host.aliases.old: there is no version "1.2" in the list'],
  ],
  [
    "a port given twice",
    "web",
    `"web": { "side": "host", "run": ["x"], "ports": { "a": { "fixed": 80 }, "b": { "fixed": 80 } } },`,
    [
      "89: scenarios.pair.services.web.ports.b.fixed: port 80 is given twice: services.web.ports.a has it too",
    ],
  ],
  [
    "a port that is none",
    "web",
    `"web": { "side": "host", "run": ["x"], "ports": { "a": 70000 } },`,
    [
      "56: scenarios.pair.services.web.ports.a: expected a port from 1 to 65535, but this is the number 70000",
    ],
  ],
  [
    "a folder outside the tree",
    "web",
    `"web": { "side": "host", "run": ["x"], "cwd": "a/../../b" },`,
    [`47: scenarios.pair.services.web.cwd: "a/../../b" leaves the side's tree`],
  ],
  [
    "rewrites outside the tree, of unknown sides, without anything to do",
    "checks",
    `"rewrites": [{ "side": "hst", "file": "..\\\\x.yaml" }, { "side": "host", "file": "C:/x.yaml", "set": {} }],`,
    [
      '14: scenarios.pair.rewrites[0]: a rewrite needs "set" or "replace"',
      '24: scenarios.pair.rewrites[0].side: there is no side "hst"',
      `39: scenarios.pair.rewrites[0].file: "..\\x.yaml" leaves the side's tree`,
      '81: scenarios.pair.rewrites[1].file: "C:/x.yaml" is an absolute path',
    ],
  ],
  [
    "names that are there twice",
    "web",
    `"web": { "side": "host", "run": ["x"], "run": ["y"] },`,
    ['40: scenarios.pair.services.web.run: "run" is already there, in line 12'],
  ],
  [
    "names that every object has",
    "web",
    `"__proto__": { "side": "host", "run": ["x"] }, "constructor": { "side": "host", "run": ["x"] },`,
    [
      `1: scenarios.pair.services: "__proto__" can't be a name`,
      `48: scenarios.pair.services: "constructor" can't be a name`,
    ],
  ],
  [
    "names of environment variables that are none",
    "host",
    `"host": { "source": { "git": "\${host}" }, "env": { "1=": "x" } },`,
    [`52: scenarios.pair.sides.host.env: "1=" can't be the name of an environment variable`],
  ],
  [
    "readiness on ports that aren't there",
    "web",
    `"web": { "side": "host", "run": ["x"], "ready": { "http": "/" } },`,
    [
      '59: scenarios.pair.services.web.ready.http: "http" asks a port, but this service has no "ports" (Add "ports": { "http": 8000 }.)',
    ],
  ],
  [
    "a swap of other than two sides",
    "checks",
    `"swap": ["host", "usre", "user"],`,
    [
      "9: scenarios.pair.swap: the list has 3 of exactly 2 elements",
      '18: scenarios.pair.swap[1]: there is no side "usre" (Did you mean "user"?',
    ],
  ],
  [
    "a swap of a side with itself",
    "checks",
    `"swap": ["host", "host"],`,
    [`9: scenarios.pair.swap: "host" can't be swapped with itself`],
  ],
  [
    "a policy that can't be read, or speaks of nobody",
    "checks",
    `"policy": { "require": "host >= nobody" },`,
    ['24: scenarios.pair.policy.require: there is no axis or side "nobody"'],
  ],
  [
    "a `when` that breaks off",
    "web",
    `"web": { "side": "host", "run": ["x"], "when": "release < 1.2 && (host" },`,
    ["48: scenarios.pair.services.web.when: after 'host' one of < <= > >= == != ~= was expected"],
  ],
  [
    "a regular expression that is none",
    "web",
    `"web": { "side": "host", "run": ["x"], "ready": { "log": "(" } },`,
    [
      "58: scenarios.pair.services.web.ready.log: this regular expression can't be read: /(/: Unterminated group",
    ],
  ],
  [
    "a duration that is none",
    "checks",
    `"checks": { "ok": { "side": "host", "run": ["check"], "timeout": "60 parsecs" } },`,
    [
      '66: scenarios.pair.checks.ok.timeout: "60 parsecs" is no duration (Write it as "500ms", "60s", "2m" or "1h".)',
    ],
  ],
  [
    "a check that says nothing, or asks nobody",
    "checks",
    `"checks": { "a": {}, "b": { "http": "/" }, "c": { "cwd": "x", "run": ["y"] } },`,
    [
      '18: scenarios.pair.checks.a: a check needs one of "run", "http", "graphql", "log", "tests"',
      '27: scenarios.pair.checks.b: a request needs the key "service" (Known: grpc, web.)',
      `58: scenarios.pair.checks.c.cwd: this folder is relative to a side's tree, but there is no "side"`,
    ],
  ],
  [
    "a side with two sources, two environments, or none of a source",
    "user",
    `"user": { "source": { "git": "a", "folder": "b" }, "python": {}, "node": {} }, "third": {},`,
    [
      '9: scenarios.pair.sides.user: a side has only one environment, but here are "python" and "node"',
      '21: scenarios.pair.sides.user.source: a source has only one of "git", "pypi", "npm", "image", "folder", but here are "git" and "folder"',
      '89: scenarios.pair.sides.third: a side needs the key "source"',
    ],
  ],
  [
    "a source chosen by its own version",
    "user",
    `"user": { "source": { "git": { "by": "side", "<1": "a", "else": "b" } } },`,
    [
      "38: scenarios.pair.sides.user.source.git.by: these need each other's version to know their own: side user → side user",
    ],
  ],
  [
    "an output that needs itself",
    "checks",
    `"setup": { "m": { "run": ["\${outputs.k}"], "outputs": { "k": { "json": "a" } } } },`,
    ["27: scenarios.pair.setup.m.run[0]: these wait for each other: setup m → setup m"],
  ],
  [
    "values by version where versions aren't known yet",
    "axes",
    `"axes": { "host": { "versions": { "by": "host", "else": ["1"] } }, "release": { "like": "host" } },`,
    ["33: scenarios.pair.axes.host.versions: a value by version can't stand here"],
  ],
  [
    "a format that nobody understands yet",
    "version",
    `"version": 2,`,
    ["12: version: this build understands format version 1, not 2 (Update Backcompat"],
  ],
];

describe("a scenario file with a mistake", () => {
  it("has none to begin with", () => {
    expect(linesOf(good.join("\n"))).toEqual([]);
  });

  it.each(mistakes)("names %s", (_, key, text, expected) => {
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

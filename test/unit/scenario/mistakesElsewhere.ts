import type { line } from "./bad";

/** What is wrong, the line it replaces, its text there, and what is said: from the column on. */
export const mistakesElsewhere: readonly (readonly [string, keyof typeof line, string, readonly string[]])[] =
  [
    [
      "a malformed range",
      "axes",
      `"axes": { "host": { "versions": ["1"], "range": ">=1,<2" }, "release": { "like": "host" } },`,
      ["49: scenarios.pair.axes.host.range: '>=1,<2': conditions are separated by spaces"],
    ],
    [
      "a malformed range of a matrix",
      "checks",
      `"matrix": { "axes": { "host": ">=1,<2" } },`,
      ["31: scenarios.pair.matrix.axes.host: '>=1,<2': conditions are separated by spaces"],
    ],
    [
      "a tunnel to nowhere, over an engine that isn't there",
      "checks",
      `"tunnels": { "db": { "engine": "core", "to": "db.internal" } },`,
      [
        '32: scenarios.pair.tunnels.db.engine: there is no engine "core"',
        '46: scenarios.pair.tunnels.db.to: "db.internal" is neither HOST:PORT nor the path of a socket',
      ],
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
      "values by version also deep inside of what must be known before",
      "axes",
      `"axes": { "host": { "versions": [{ "by": "release", "else": "1" }] }, "release": { "like": "host" } },`,
      ["34: scenarios.pair.axes.host.versions[0]: a value by version can't stand here"],
    ],
    [
      "a repository named by an axis",
      "axes",
      `"axes": { "host": { "versions": { "git": "/x/\${release}" } }, "release": { "like": "host" } },`,
      [
        "46: scenarios.pair.axes.host.versions.git: ${release} can't stand here: it is only known when versions are chosen (Known here: workspaceFolder.)",
      ],
    ],
    [
      "an image without a name",
      "web",
      `"web": { "image": { "run": ["x"] }, "ports": { "http": { "container": 1 } } },`,
      ['19: scenarios.pair.services.web.image: an image needs the key "image"'],
    ],
    [
      "a format that nobody understands yet",
      "version",
      `"version": 2,`,
      ["12: version: this build understands format version 1, not 2 (Update Backcompat"],
    ],
  ];

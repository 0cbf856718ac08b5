/** What a shape can't say: keys and names that must fit each other. */
import type { Problem } from "../util/problem";
import { formatOf } from "./format";
import { at, entriesOf, itemsOf, type Located, problemOn, textOf } from "./located";
import { suggestion } from "./looks";
import { isByVersion } from "./merge";
import { keyed, portsIn, stepsIn, variants } from "./names";
import type { Names } from "./scope";

export const meaningProblems = (scenario: Located, names: Names): readonly Problem[] => [
  ...fixedPortProblems(scenario),
  ...swapProblems(scenario),
  ...keyed(at(scenario, "axes")).flatMap(([, axis]) => axisProblems(axis)),
  ...keyed(at(scenario, "sides")).flatMap(([, side]) => sideProblems(side)),
  ...keyed(at(scenario, "services")).flatMap(([, service]) => [
    ...serviceProblems(service),
    ...runProblems(service),
  ]),
  ...[...keyed(at(scenario, "checks")), ...keyed(at(scenario, "actions"))].flatMap(([, step]) => [
    ...requestProblems(step, names),
    ...runProblems(step),
    ...variants(at(step, "tests")).flatMap((tests) => runProblems(tests, step)),
  ]),
  ...["setup", "cleanup", "migrate"].flatMap((key) => stepProblems(at(scenario, key))),
  ...outputProblems(scenario),
  ...rewriteProblems(scenario),
];

/** Only what is always there: services that exclude each other by `when` may share a port. */
const fixedPortProblems = (scenario: Located): readonly Problem[] => {
  const taken = new Map<number, string>();
  const problems: Problem[] = [];
  for (const { key: service, value } of entriesOf(at(scenario, "services"))) {
    if (at(value, "when") !== undefined || isByVersion(value)) continue;
    for (const { key: port, value: wish } of entriesOf(at(value, "ports"))) {
      const fixed = at(wish, "fixed");
      if (fixed?.kind !== "scalar" || typeof fixed.value !== "number") continue;
      const name = `services.${service}.ports.${port}`;
      const other = taken.get(fixed.value);
      if (other !== undefined)
        problems.push(
          problemOn(fixed, {
            code: "port-twice",
            message: `port ${fixed.value} is given twice: ${other} has it too`,
            hint: 'Give one of them another port, or only prefer it: a plain number instead of "fixed".',
          }),
        );
      else taken.set(fixed.value, name);
    }
  }
  return problems;
};

const swapProblems = (scenario: Located): readonly Problem[] => {
  const node = at(scenario, "swap");
  const [one, other] = itemsOf(node).map(textOf);
  if (node === undefined || one === undefined || one !== other) return [];
  return [
    problemOn(node, {
      code: "bad-swap",
      message: `"${one}" can't be swapped with itself`,
      hint: "Name two sides.",
    }),
  ];
};

const axisProblems = (axis: Located): readonly Problem[] => {
  const versions = at(axis, "versions");
  const match = at(versions, "match");
  const alone = match && at(versions, "git") === undefined;
  const listed = itemsOf(versions).map(textOf);
  const aliases = entriesOf(at(axis, "aliases"));
  const odd = alone
    ? [
        problemOn(match, {
          code: "too-many-keys",
          message: '"match" only goes with "git"',
          hint: "Take it out.",
        }),
      ]
    : [];
  if (versions?.kind !== "list") return odd;
  return aliases.flatMap(({ value }) => {
    const version = textOf(value);
    if (
      version === undefined ||
      version.startsWith("@") ||
      listed.includes(version) ||
      aliases.some(({ key }) => key === version)
    )
      return [];
    return [
      problemOn(value, {
        code: "unknown-version",
        message: `there is no version "${version}" in the list`,
        hint: suggestion(
          version,
          listed.filter((one) => one !== undefined),
        ),
      }),
    ];
  });
};

const sideProblems = (side: Located): readonly Problem[] => {
  const there = ["python", "node", "commands"].filter((key) => at(side, key) !== undefined);
  if (there.length < 2) return [];
  return [
    problemOn(side, {
      code: "too-many-keys",
      message: `a side has only one environment, but here are ${there.map((key) => `"${key}"`).join(" and ")}`,
      hint: "Make two sides of it, or take one out.",
    }),
  ];
};

const serviceProblems = (service: Located): readonly Problem[] => {
  const ports = portsIn(service);
  return variants(at(service, "ready")).flatMap((ready) =>
    ["tcp", "http", "grpc"].flatMap((kind) =>
      variants(at(ready, kind)).flatMap((node) => portProblems(node, kind, ports)),
    ),
  );
};

const portProblems = (node: Located, kind: string, ports: readonly string[]): readonly Problem[] => {
  if (ports.length === 0)
    return [
      problemOn(node, {
        code: "no-ports",
        message: `"${kind}" asks a port, but this service has no "ports"`,
        hint: `Add "ports": { "${kind === "tcp" ? "main" : kind}": 8000 }.`,
      }),
    ];
  const named = kind === "http" || node.kind === "object" ? at(node, "port") : node;
  const port = textOf(named);
  if (named === undefined || port === undefined || ports.includes(port)) return [];
  return [unknownPort(named, port, ports)];
};

const unknownPort = (node: Located, port: string, ports: Iterable<string>): Problem =>
  problemOn(node, {
    code: "unknown-port",
    message: `there is no port "${port}" here`,
    hint: suggestion(port, ports),
  });

const requestProblems = (step: Located, names: Names): readonly Problem[] => {
  const request = at(step, "http") ?? at(step, "graphql");
  const service = at(step, "service");
  const known = names.services.get(textOf(service) ?? "");
  const port = at(step, "port");
  const portName = textOf(port);
  const problems: Problem[] = [];
  if (request && !service)
    problems.push(
      problemOn(step, {
        code: "missing-key",
        message: 'a request needs the key "service"',
        hint: suggestion("", names.services.keys()),
      }),
    );
  if (request && service && known?.size === 0)
    problems.push(
      problemOn(service, {
        code: "no-ports",
        message: `the service "${textOf(service)}" has no "ports" to ask`,
        hint: 'Give it "ports".',
      }),
    );
  if (port && portName !== undefined && known && known.size > 0 && !known.has(portName))
    problems.push(unknownPort(port, portName, known));
  if (at(step, "graphql") && !at(step, "document"))
    problems.push(
      problemOn(step, {
        code: "missing-key",
        message: 'a GraphQL request needs the key "document"',
        hint: "Write the query, or name a .graphql file of the side.",
      }),
    );
  return problems;
};

const runProblems = (step: Located, outer: Located = step): readonly Problem[] => {
  const shell = variants(at(outer, "shell")).some((node) => node.kind === "scalar" && node.value === true);
  const cwd = at(outer, "cwd");
  const lost =
    cwd && !at(outer, "side") && !(textOf(cwd) ?? "").startsWith("${")
      ? [
          problemOn(cwd, {
            code: "no-side-here",
            message: 'this folder is relative to a side\'s tree, but there is no "side"',
            hint: 'Add "side".',
          }),
        ]
      : [];
  return [...lost, ...variants(at(step, "run")).flatMap((run) => argvProblems(run, shell))];
};

const argvProblems = (run: Located, shell: boolean): readonly Problem[] => {
  const text = textOf(run);
  if (text !== undefined && !shell)
    return [
      problemOn(run, {
        code: "wrong-type",
        message: "expected a list of arguments, but this is a text",
        hint: `Write ${JSON.stringify(text.split(/\s+/).filter(Boolean)).slice(0, 200)}, or add "shell": true.`,
      }),
    ];
  if (run.kind !== "list" || !shell) return [];
  return [
    problemOn(run, {
      code: "wrong-type",
      message: 'with "shell": true, "run" is one text',
      hint: 'Write one line, or take "shell" out.',
    }),
  ];
};

const stepProblems = (steps: Located | undefined): readonly Problem[] => {
  const seen = new Set<string>();
  return stepsIn(steps).flatMap(([name, step]) => {
    const named = at(step, "name");
    const twice = named && seen.has(name);
    seen.add(name);
    const problem = twice
      ? [
          problemOn(named, {
            code: "duplicate-name",
            message: `another step is called "${name}" too`,
            hint: "Rename one.",
          }),
        ]
      : [];
    return [...problem, ...runProblems(step)];
  });
};

const outputProblems = (scenario: Located): readonly Problem[] => {
  const seen = new Set<string>();
  return stepsIn(at(scenario, "setup")).flatMap(([, step]) =>
    keyed(at(step, "outputs")).flatMap(([name, output]) => {
      const problems: Problem[] = [];
      if (seen.has(name))
        problems.push(
          problemOn(output, {
            code: "duplicate-name",
            message: `the output "${name}" is there twice`,
            hint: "Rename one.",
          }),
        );
      seen.add(name);
      if (at(output, "regex") && at(output, "json"))
        problems.push(
          problemOn(output, {
            code: "too-many-keys",
            message: 'an output has "regex" or "json", not both',
            hint: "Take one out.",
          }),
        );
      return problems;
    }),
  );
};

const rewriteProblems = (scenario: Located): readonly Problem[] => {
  const names = new Set<string>();
  return variants(at(scenario, "rewrites"))
    .flatMap(itemsOf)
    .flatMap(variants)
    .flatMap((rewrite) => {
      const name = at(rewrite, "name");
      const text = textOf(name);
      const twice = name && text !== undefined && names.has(text);
      if (text !== undefined) names.add(text);
      return [
        ...(twice
          ? [
              problemOn(name, {
                code: "duplicate-name",
                message: `another rewrite is called "${text}" too`,
                hint: "Rename one.",
              }),
            ]
          : []),
        ...oneRewriteProblems(rewrite),
      ];
    });
};

const oneRewriteProblems = (rewrite: Located): readonly Problem[] => {
  const [set, replace, file] = [at(rewrite, "set"), at(rewrite, "replace"), textOf(at(rewrite, "file"))];
  const format = textOf(at(rewrite, "format")) ?? (file === undefined ? undefined : formatOf(file));
  const problems: Problem[] = [];
  const say = (code: string, message: string, hint: string): void => {
    problems.push(problemOn(rewrite, { code, message, hint }));
  };
  if (!set && !replace)
    say("missing-key", 'a rewrite needs "set" or "replace"', 'Write "set": { "path.in.the.file": "value" }.');
  if (set && format === undefined && file !== undefined && !isByVersion(rewrite))
    say("missing-key", `how to read "${file}" can't be told from its name`, 'Add "format".');
  if (set && format === "regex")
    say("too-many-keys", '"set" needs a format with paths, not "regex"', 'Use "replace".');
  if (textOf(at(rewrite, "as")) === "copy" && at(rewrite, "name") === undefined)
    say("missing-key", 'a copy needs the key "name"', "It is used as ${files.NAME}.");
  return problems;
};

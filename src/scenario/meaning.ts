/** What a shape can't say: keys and names that must fit each other. */
import type { Problem } from "../util/problem";
import { at, entriesOf, itemsOf, type Located, problemOn, textOf } from "./located";
import { containerProblems } from "./meaningContainer";
import {
  outputProblems,
  requestProblems,
  rewriteProblems,
  runProblems,
  stepProblems,
  unknownPort,
} from "./meaningSteps";
import { isByVersion } from "./merge";
import { keyed, portsIn, variants } from "./names";
import type { Names } from "./scope";
import { suggestion } from "./suggestion";

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
  return [...containerProblems(service), ...readyProblems(service, ports)];
};

const readyProblems = (service: Located, ports: readonly string[]): readonly Problem[] =>
  variants(at(service, "ready")).flatMap((ready) =>
    ["tcp", "http", "grpc"].flatMap((kind) =>
      variants(at(ready, kind)).flatMap((node) => portProblems(node, kind, ports)),
    ),
  );

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

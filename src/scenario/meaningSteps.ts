/** What must fit together in requests, commands and rewrites. */
import type { Problem } from "../util/problem";
import { formatOf } from "./format";
import { at, itemsOf, type Located, problemOn, textOf } from "./located";
import { isByVersion } from "./merge";
import { keyed, stepsIn, variants } from "./names";
import type { Names } from "./scope";
import { suggestion } from "./suggestion";

export const requestProblems = (step: Located, names: Names): readonly Problem[] => {
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

export const runProblems = (step: Located, outer: Located = step): readonly Problem[] => {
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

export const stepProblems = (steps: Located | undefined): readonly Problem[] => {
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

export const outputProblems = (scenario: Located): readonly Problem[] => {
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

export const rewriteProblems = (scenario: Located): readonly Problem[] => {
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

export const unknownPort = (node: Located, port: string, ports: Iterable<string>): Problem =>
  problemOn(node, {
    code: "unknown-port",
    message: `there is no port "${port}" here`,
    hint: suggestion(port, ports),
  });

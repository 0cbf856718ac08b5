import type { OutputSpec } from "../scenario/settled";
import { inputFailure } from "../util/problem";
import { compile } from "./expectations";
import { jsonFrom, valueAt } from "./jsonPath";

/** Values by name from what a command printed; one that isn't there fails, and says what is. */
export const captureOutputs = (
  command: string,
  specs: Readonly<Record<string, OutputSpec>>,
  stdout: string,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, capture(command, name, spec, stdout)]),
  );

const capture = (command: string, name: string, spec: OutputSpec, stdout: string): string => {
  if (spec.json !== undefined) return fromJson(command, name, spec.json, stdout);
  if (spec.regex !== undefined) return fromText(command, name, spec.regex, stdout);
  return stdout.trim();
};

const fromText = (command: string, name: string, regex: string, stdout: string): string => {
  const match = compile(regex, `outputs.${name}.regex`).exec(stdout);
  if (match) return match[1] ?? match[0];
  throw notFound(command, name, `/${regex}/ matches nothing that it printed`, stdout);
};

const fromJson = (command: string, name: string, path: string, stdout: string): string => {
  const json = jsonFrom(stdout);
  if (json === undefined) throw notFound(command, name, "what it printed is no JSON", stdout);
  const found = valueAt(json.value, path);
  if (!found.ok) throw notFound(command, name, found.error, stdout);
  return typeof found.value === "string" ? found.value : JSON.stringify(found.value);
};

const notFound = (command: string, name: string, why: string, stdout: string): Error => {
  const lines = stdout.trimEnd().split("\n").slice(-20);
  const printed = stdout.trim() === "" ? "It printed nothing." : "What it printed last is below.";
  return inputFailure("no-output", `The output ${name} of ${command} is not there: ${why}`, {
    hint: `${printed} Correct how ${name} is captured, or what the command prints.`,
    lines: stdout.trim() === "" ? [] : lines,
  });
};

import { asTyped } from "../processes/quoting";
import type { SettledEnvironment, SettledSide, SettledSource } from "../scenario/settled";

/** What the plan says of a side's environment: which interpreter, and what is installed. */
export const environmentLines = ({ environment, source }: SettledSide): string[] => {
  switch (environment.kind) {
    case "python":
      return pythonLines(environment, source);
    case "node":
      return [`Node ${environment.version ?? "as it is here"}`, ...installs(source, environment.install)];
    case "commands":
      return environment.commands.map((command) => `runs ${asTyped(command)}`);
    case "none":
      return installs(source, []);
  }
};

type Python = Extract<SettledEnvironment, { kind: "python" }>;

const pythonLines = (python: Python, source: SettledSource): string[] => {
  if (python.existing !== undefined) return [`${python.existing} as it is`];
  const { constraints, constraintsFile, asOf } = python;
  const bounds = [...constraints, ...(constraintsFile === undefined ? [] : [constraintsFile])];
  return [
    `Python ${python.version ?? "of any version"}`,
    ...installs(source, [...python.requirements.map((file) => `-r ${file}`), ...python.install]),
    ...(bounds.length === 0 ? [] : [`within ${bounds.join(", ")}`]),
    ...(asOf === undefined ? [] : [`dependencies as of ${asOf}`]),
  ];
};

const installs = (source: SettledSource, more: readonly string[]): string[] => {
  const all = [...ofSource(source), ...more];
  return all.length === 0 ? [] : [`installs ${all.join(", ")}`];
};

const ofSource = (source: SettledSource): string[] => {
  if (source.kind === "pypi") return [`${source.name}==${source.version}`];
  return source.kind === "npm" ? [`${source.name}@${source.version}`] : [];
};

/** Which `${...}` there are, where, and what to say of one that isn't. */
import type { Problem } from "../util/problem";
import { type Complaint, type LocatedScalar, problemAt, shortened } from "./located";
import { nearName } from "./looks";
import type { Scope } from "./scope";
import type { Filling } from "./shape";
import { variableUses } from "./template";

const sideWords = ["dir", "version", "python", "node", "modules", "exec"] as const;

/** Known when versions are chosen. */
const earlyNames = ({ names }: Scope): readonly string[] => [
  "workspaceFolder",
  ...[...names.axes].flatMap((axis) => [axis, `${axis}.ref`, `${axis}.commit`, `${axis}.date`]),
];

export const variablesFor = (scope: Scope, filling: Filling): readonly string[] => {
  if (filling === "none") return [];
  if (filling !== "all") return earlyNames(scope);
  const { names, ports, args } = scope;
  return [
    ...earlyNames(scope),
    ...(ports && ports.size > 0 ? ["port", ...[...ports].map((port) => `ports.${port}`)] : []),
    ...[...names.sides].flatMap((side) => sideWords.map((word) => `sides.${side}.${word}`)),
    ...[...names.services].flatMap(([service, ports]) => serviceVariables(service, ports)),
    ...[...names.outputs].map((output) => `outputs.${output}`),
    ...[...names.files].map((file) => `files.${file}`),
    ...[...(args ?? [])].map((argument) => `arguments.${argument}`),
    "emulation.dir",
  ];
};

const serviceVariables = (service: string, ports: Iterable<string>): readonly string[] => [
  ...[...ports].map((port) => `services.${service}.ports.${port}`),
  `services.${service}.host`,
  `services.${service}.pid`,
];

export const variableProblems = (
  node: LocatedScalar,
  text: string,
  filling: Filling,
  scope: Scope,
): readonly Problem[] => {
  const uses = variableUses(text);
  if (uses.length === 0) return [];
  const known = variablesFor(scope, filling);
  return uses.flatMap(({ name, index, closed }) => {
    const complaint = closed ? complaintOf(name, known, filling, scope) : unclosed;
    const { column, ...place } = node.place;
    const at = { ...place, column: node.exact ? column + 1 + index : column };
    return complaint === undefined ? [] : [problemAt(at, node.path, complaint)];
  });
};

const complaintOf = (
  name: string,
  known: readonly string[],
  filling: Filling,
  scope: Scope,
): Complaint | undefined => {
  if (known.includes(name)) return undefined;
  if (filling === "all" && /^env:[A-Za-z_][\w.()-]*$/.test(name)) return undefined;
  const code = "unknown-variable";
  const shown = `\${${shortened(name)}}`;
  if (filling === "none")
    return {
      code,
      message: `${shown} can't stand here: this text takes no variables`,
      hint: "Write $${ for a plain ${.",
    };
  if (filling !== "all" && (variablesFor(scope, "all").includes(name) || name.startsWith("env:")))
    return {
      code,
      message: `${shown} can't stand here: it is only known once the emulation runs`,
      hint: `Known here: ${known.join(", ")}.`,
    };
  if ((name === "port" || name.startsWith("ports.")) && !scope.ports?.size)
    return {
      code,
      message: `${shown} is unknown: nothing here has "ports"`,
      hint: 'Add "ports", such as { "http": 8000 }.',
    };
  return { code, message: `unknown variable ${shown}`, hint: hintFor(name, known) };
};

const hintFor = (name: string, known: readonly string[]): string => {
  const near = nearName(name, known);
  const list = relatives(name, known);
  const listed = `Known: ${list.slice(0, 12).join(", ")}${list.length > 12 ? ", …" : ""}.`;
  return near === undefined ? listed : `Did you mean \${${near}}? ${listed}`;
};

/** What begins like it as far as anything does; else what has no dots. */
const relatives = (name: string, known: readonly string[]): readonly string[] => {
  const parts = name.split(".");
  for (let length = parts.length - 1; length > 0; length--) {
    const start = `${parts.slice(0, length).join(".")}.`;
    const found = known.filter((other) => other.startsWith(start));
    if (found.length > 0) return found;
  }
  return known.filter((other) => !other.includes("."));
};

const unclosed: Complaint = {
  code: "unknown-variable",
  message: "${ has no closing }",
  hint: "Close it, or write $${ for a plain ${.",
};

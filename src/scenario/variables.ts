/** Which `${...}` there are, where, and what to say of one that isn't. */
import type { Problem } from "../util/problem";
import { type Complaint, type LocatedScalar, problemAt, shortened } from "./located";
import type { Scope } from "./scope";
import type { Filling } from "./shape";
import { nearName } from "./suggestion";
import { variableUses } from "./template";

const sideWords = ["dir", "version", "python", "node", "modules", "exec"] as const;

/** Known when versions are chosen. */
const earlyNames = ({ names }: Scope): readonly string[] => [
  "workspaceFolder",
  ...[...names.axes].flatMap((axis) => [axis, `${axis}.ref`, `${axis}.commit`, `${axis}.date`]),
];

export const variablesFor = (scope: Scope, filling: Filling): readonly string[] => {
  if (filling === "none") return [];
  if (filling === "folder") return ["workspaceFolder"];
  if (filling !== "all") return earlyNames(scope);
  const { names, ports, args } = scope;
  return [
    ...earlyNames(scope),
    ...(ports && ports.size > 0 ? ["port", ...[...ports].map((port) => `ports.${port}`)] : []),
    ...[...names.sides].flatMap((side) => sideWords.map((word) => `sides.${side}.${word}`)),
    ...[...names.services].slice(0, most).flatMap(([service, ports]) => serviceVariables(service, ports)),
    ...[...names.outputs].map((output) => `outputs.${output}`),
    ...[...names.files].map((file) => `files.${file}`),
    ...[...(args ?? [])].map((argument) => `arguments.${argument}`),
    "emulation.dir",
    "state.dir",
  ];
};

/** Nobody reads more, and each mistake would list them again. */
const most = 200;

const serviceVariables = (service: string, ports: Iterable<string>): readonly string[] => [
  ...[...ports].map((port) => `services.${service}.ports.${port}`),
  `services.${service}.host`,
  `services.${service}.pid`,
];

/** The same without listing all there is. */
const isKnown = (name: string, filling: Filling, scope: Scope): boolean => {
  if (filling === "none") return false;
  const parts = name.split(".");
  const [first = "", second = ""] = parts;
  if (name === "workspaceFolder") return true;
  if (filling === "folder") return false;
  if (scope.names.axes.has(first)) return parts.length === 1 || (parts.length === 2 && axisWords.has(second));
  return filling === "all" && isKnownLater(name, parts, scope);
};

const isKnownLater = (name: string, parts: readonly string[], { names, ports, args }: Scope): boolean => {
  const [first = "", second = "", third = "", fourth = ""] = parts;
  const rest = name.slice(first.length + 1);
  switch (first) {
    case "port":
      return parts.length === 1 && (ports?.size ?? 0) > 0;
    case "ports":
      return ports?.has(rest) ?? false;
    case "sides":
      return parts.length === 3 && names.sides.has(second) && sideWords.some((word) => word === third);
    case "services":
      return parts.length === 3
        ? names.services.has(second) && (third === "host" || third === "pid")
        : third === "ports" && (names.services.get(second)?.has(fourth) ?? false) && parts.length === 4;
    case "outputs":
      return names.outputs.has(rest);
    case "files":
      return names.files.has(rest);
    case "arguments":
      return args?.has(rest) ?? false;
    default:
      return name === "emulation.dir" || name === "state.dir" || /^env:[A-Za-z_][\w.()-]*$/.test(name);
  }
};

const axisWords: ReadonlySet<string> = new Set(["ref", "commit", "date"]);

export const variableProblems = (
  node: LocatedScalar,
  text: string,
  filling: Filling,
  scope: Scope,
): readonly Problem[] => {
  const uses = variableUses(text);
  if (uses.length === 0) return [];
  return uses.flatMap(({ name, index, closed }) => {
    const complaint = closed ? complaintOf(name, filling, scope) : unclosed;
    const { column, ...place } = node.place;
    const at = { ...place, column: node.exact ? column + 1 + index : column };
    return complaint === undefined ? [] : [problemAt(at, node.path, complaint)];
  });
};

const complaintOf = (name: string, filling: Filling, scope: Scope): Complaint | undefined => {
  if (isKnown(name, filling, scope)) return undefined;
  const code = "unknown-variable";
  const shown = `\${${shortened(name)}}`;
  if (filling === "none")
    return {
      code,
      message: `${shown} can't stand here: this text takes no variables`,
      hint: "Write $${ for a plain ${.",
    };
  if (filling !== "all" && isKnown(name, "all", scope))
    return {
      code,
      message: `${shown} can't stand here: it is only known ${filling === "folder" ? "when versions are chosen" : "once the emulation runs"}`,
      hint: `Known here: ${variablesFor(scope, filling).join(", ")}.`,
    };
  if ((name === "port" || name.startsWith("ports.")) && !scope.ports?.size)
    return {
      code,
      message: `${shown} is unknown: nothing here has "ports"`,
      hint: 'Add "ports", such as { "http": 8000 }.',
    };
  return { code, message: `unknown variable ${shown}`, hint: hintFor(name, variablesFor(scope, filling)) };
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

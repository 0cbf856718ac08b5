import { join } from "node:path";
import type { Environment } from "../environments/types";
import { variable } from "../processes/variables";
import type { SettledSide, Template } from "../scenario/settled";
import { fill } from "../scenario/template";
import { inputFailure, machineFailure } from "../util/problem";

/** A side whose tree and environment are there. */
export interface SideAtWork {
  readonly side: SettledSide;
  readonly dir: string;
  readonly environment: Environment;
  /** The whole environment of its processes, before what a service adds. */
  readonly env: Readonly<Record<string, string>>;
}

/** A container's service as its neighbours on the same engine reach it. */
export interface Inside {
  readonly engine: string;
  readonly host: string;
  readonly ports: Readonly<Record<string, number>>;
}

/** What only a running emulation knows; grows as its steps are done. */
export interface Values {
  readonly dir: string;
  /** Data that is fresh for each emulation, or kept from one to the next. */
  readonly stateDir: string;
  readonly userEnv: Readonly<Record<string, string | undefined>>;
  readonly sides: Map<string, SideAtWork>;
  readonly ports: Map<string, Readonly<Record<string, number>>>;
  readonly pids: Map<string, number>;
  readonly outputs: Map<string, string>;
  readonly files: Map<string, string>;
  /** By service, for containers. */
  readonly inside: Map<string, Inside>;
  /** By engine and service: where its containers reach what does not run on it. */
  readonly relayed: Map<string, Map<string, Inside>>;
  /** The engine from whose containers this is seen; a process's view where there is none. */
  readonly viewer?: string;
}

/** The same as a container on that engine sees it. */
export const seenFrom = (engine: string, values: Values): Values => ({ ...values, viewer: engine });

export const noValues = (
  dir: string,
  userEnv: Values["userEnv"],
  stateDir = join(dir, ".state"),
): Values => ({
  dir,
  stateDir,
  userEnv,
  sides: new Map(),
  ports: new Map(),
  pids: new Map(),
  outputs: new Map(),
  files: new Map(),
  inside: new Map(),
  relayed: new Map(),
});

/** `here` is the service or check in which `${port}` and `${ports.NAME}` stand. */
export const fillIn = (template: Template, values: Values, here?: string, adapt = asItIs): string => {
  const filled = fill(template, (name) => {
    const value = lookUp(name, values, here);
    return value === undefined ? undefined : adapt(value);
  });
  if (filled.ok) return filled.value;
  throw machineFailure("unknown-value", `\${${filled.error}} in “${template}” has no value yet`, {
    hint: "Let what uses it come `after` what provides it.",
  });
};

const asItIs = (value: string): string => value;

export const fillAll = (templates: readonly Template[], values: Values, here?: string): string[] =>
  templates.map((template) => fillIn(template, values, here));

export const fillRecord = (
  record: Readonly<Record<string, Template>>,
  values: Values,
  here?: string,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(record).map(([name, template]) => [name, fillIn(template, values, here)]),
  );

/** An empty value in its place would be found much later, and elsewhere. */
const notSet = (name: string): never => {
  throw inputFailure(
    "variable-not-set",
    `The environment variable ${name}, which the scenario uses, is not set`,
    {
      hint: `Set it where Backcompat is started from: export ${name}=… (an empty value is fine).`,
    },
  );
};

const lookUp = (name: string, values: Values, here: string | undefined): string | undefined => {
  if (name.startsWith("env:")) return variable(values.userEnv, name.slice(4)) ?? notSet(name.slice(4));
  // Answered later, when the action is sent.
  if (name.startsWith("arguments.")) return `\${${name}}`;
  const [head = "", second = "", third = "", fourth = ""] = name.split(".");
  const own = here === undefined ? undefined : ownPorts(values, here);
  if (name === "port") return text(Object.values(own ?? {})[0]);
  if (head === "ports") return text(own?.[second]);
  if (name === "emulation.dir") return values.dir;
  if (name === "state.dir") return values.stateDir;
  if (head === "outputs") return values.outputs.get(name.slice("outputs.".length));
  if (head === "files") return values.files.get(name.slice("files.".length));
  if (head === "sides") return sideValue(values.sides.get(second), third);
  if (head === "services") return serviceValue(values, second, third, fourth);
  return undefined;
};

const ownPorts = (values: Values, here: string): Readonly<Record<string, number>> | undefined => {
  const inside = values.viewer === undefined ? undefined : values.inside.get(here);
  return inside?.ports ?? values.ports.get(here);
};

const sideValue = (at: SideAtWork | undefined, what: string): string | undefined => {
  if (at === undefined) return undefined;
  const { environment } = at;
  const known: Record<string, string | undefined> = {
    dir: at.dir,
    version: at.side.version?.name,
    python: environment.python,
    node: environment.node,
    modules: environment.modules,
    exec: environment.exec,
  };
  return known[what];
};

const serviceValue = (values: Values, service: string, what: string, name: string): string | undefined => {
  if (what === "pid") return text(values.pids.get(service));
  if (values.viewer !== undefined) return fromInside(values, values.viewer, service, what, name);
  if (what === "host") return "127.0.0.1";
  if (what === "ports") return text(values.ports.get(service)?.[name]);
  return undefined;
};

const fromInside = (
  values: Values,
  viewer: string,
  service: string,
  what: string,
  name: string,
): string | undefined => {
  const own = values.inside.get(service);
  const seen = own?.engine === viewer ? own : values.relayed.get(viewer)?.get(service);
  return what === "host" ? seen?.host : text(seen?.ports[name]);
};

const text = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : String(value);

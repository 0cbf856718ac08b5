/** Rewrites, setup, actions, checks and cleanup, with what was left to defaults. */
import { formatOf } from "./format";
import type { ActionData, CheckData, CommandData, RewriteData, ScenarioData } from "./schema/scenario";
import type { SettledAction, SettledCheck, SettledCommand, SettledRequest, SettledRewrite } from "./settled";
import { argvOf, milliseconds, portsOf } from "./settleService";

const checkMs = 60_000;
const commandMs = 300_000;
const testsMs = 600_000;

export const settleRewrites = (rewrites: readonly RewriteData[]): readonly SettledRewrite[] =>
  rewrites.map((rewrite) => ({
    side: rewrite.side,
    file: rewrite.file,
    format: rewrite.format ?? formatOf(rewrite.file) ?? "regex",
    set: rewrite.set ?? {},
    replace: rewrite.replace ?? [],
    as: rewrite.as ?? "in-place",
    ...(rewrite.name === undefined ? {} : { name: rewrite.name }),
  }));

export const settleCommands = (commands: ScenarioData["setup"] = []): readonly SettledCommand[] => {
  const named = isList(commands)
    ? commands.map((command, index) => [command.name ?? `step ${index + 1}`, command] as const)
    : Object.entries(commands);
  return named.map(([name, command]) => commandOf(name, command, commandMs));
};

export const settleActions = (
  actions: Readonly<Record<string, ActionData>>,
): Readonly<Record<string, SettledAction>> =>
  Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, actionOf(name, action)]));

export const settleChecks = (
  checks: Readonly<Record<string, CheckData>>,
): Readonly<Record<string, SettledCheck>> =>
  Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, checkOf(name, check)]));

const isList = <T, U>(value: readonly T[] | U): value is readonly T[] => Array.isArray(value);

type Command = Omit<CommandData, "run" | "outputs" | "name"> & {
  readonly run?: CommandData["run"];
  readonly outputs?: CommandData["outputs"];
};

const commandOf = (name: string, command: Command, otherwise: number): SettledCommand => ({
  name,
  side: command.side,
  after: command.after ?? [],
  run: argvOf(command.run),
  shell: command.shell ?? false,
  env: command.env ?? {},
  outputs: Object.fromEntries(
    Object.entries(command.outputs ?? {}).map(([output, spec]) => [
      output,
      { ...spec, secret: spec.secret ?? false },
    ]),
  ),
  timeoutMs: milliseconds(command.timeout, otherwise),
  ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
});

const requestOf = (data: ActionData | CheckData): SettledRequest => ({
  service: data.service ?? "",
  method: data.method ?? (data.graphql !== undefined || data.body !== undefined ? "POST" : "GET"),
  path: data.http ?? data.graphql ?? "/",
  headers: data.headers ?? {},
  ...(data.port === undefined ? {} : { port: data.port }),
  ...(data.body === undefined ? {} : { body: data.body }),
});

const actionOf = (name: string, action: ActionData): SettledAction => {
  const both = { ...action.variables, ...action.arguments };
  if (action.run !== undefined)
    return { kind: "run", command: commandOf(name, action, checkMs), arguments: both };
  const request = requestOf(action);
  if (action.http !== undefined) return { kind: "http", request, arguments: both };
  return { kind: "graphql", request, document: action.document ?? "", arguments: both };
};

const checkOf = (name: string, check: CheckData): SettledCheck => {
  const timeoutMs = milliseconds(check.timeout, check.tests ? testsMs : checkMs);
  const common = { name, side: check.side, timeoutMs, expect: check.expect ?? {} };
  if (check.tests) {
    const command = commandOf(name, { ...check, run: check.tests.run }, testsMs);
    return { ...common, kind: "tests", command, report: check.tests.report };
  }
  if (check.log) {
    const { service, must = [], mustNot = [] } = check.log;
    const only = service === undefined ? {} : { service };
    return { ...common, kind: "log", must: argvOf(must), mustNot: argvOf(mustNot), ...only };
  }
  if (check.http !== undefined) return { ...common, kind: "http", request: requestOf(check) };
  if (check.graphql !== undefined)
    return {
      ...common,
      kind: "graphql",
      request: requestOf(check),
      document: check.document ?? "",
      variables: check.variables ?? {},
    };
  return { ...common, kind: "run", command: commandOf(name, check, checkMs), ports: portsOf(check.ports) };
};

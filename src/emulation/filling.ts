import { resolve } from "node:path";
import type { FilledCheck, FilledCommand, FilledRequest } from "../checks/types";
import { mergeVariables } from "../processes/variables";
import type { SettledCheck, SettledCommand, SettledRequest } from "../scenario/settled";
import { isRecord } from "../util/json";
import { inputFailure } from "../util/problem";
import type { Run } from "./run";
import { sideAtWork, usualFolder } from "./sideSteps";
import { fillAll, fillIn, fillRecord } from "./values";

/** Commands, requests and checks with everything symbolic filled in by what this emulation knows. */
export const fillCommand = (run: Run, command: SettledCommand): FilledCommand => {
  const { values } = run;
  const side = command.side === undefined ? undefined : sideAtWork(run, command.side);
  const folder = side?.dir ?? run.plan.settled.folder;
  const usual = side === undefined ? folder : usualFolder(run, side);
  return {
    name: command.name,
    argv: fillAll(command.run, values, command.name),
    shell: command.shell,
    cwd: command.cwd === undefined ? usual : resolve(folder, fillIn(command.cwd, values, command.name)),
    env: mergeVariables([
      side?.env ?? run.plainEnv,
      side ? fillRecord(side.side.env, values, command.name) : {},
      fillRecord(command.env, values, command.name),
    ]),
    token: run.token,
    outputs: command.outputs,
    timeoutMs: command.timeoutMs,
  };
};

export const fillRequest = (run: Run, request: SettledRequest): FilledRequest => {
  const ports = run.values.ports.get(request.service) ?? {};
  const port = request.port === undefined ? Object.values(ports)[0] : ports[request.port];
  if (port === undefined) {
    throw inputFailure(
      "no-port",
      `${request.service} has no port${request.port === undefined ? "" : ` “${request.port}”`} to send to`,
      {
        hint: "Give the service `ports`, or name one of them.",
      },
    );
  }
  return {
    base: `http://127.0.0.1:${port}`,
    path: fillIn(request.path, run.values, request.service),
    method: request.method,
    headers: fillRecord(request.headers, run.values, request.service),
    ...(request.body === undefined ? {} : { body: fillDeep(run, request.body, request.service) }),
  };
};

export const fillCheck = (run: Run, check: SettledCheck): FilledCheck => {
  const { name, side, timeoutMs, expect } = check;
  const common = { name, side, timeoutMs, expect };
  switch (check.kind) {
    case "run":
      return { ...common, kind: "run", command: fillCommand(run, check.command) };
    case "http":
      return { ...common, kind: "http", request: fillRequest(run, check.request) };
    case "graphql":
      return {
        ...common,
        kind: "graphql",
        request: fillRequest(run, check.request),
        document: check.document,
        folder: folderOf(run, check),
        variables: filledVariables(run, check.variables),
      };
    case "log":
      return {
        ...common,
        kind: "log",
        ...(check.service === undefined ? {} : { service: check.service }),
        must: check.must,
        mustNot: check.mustNot,
      };
    case "tests": {
      const command = fillCommand(run, check.command);
      return {
        ...common,
        kind: "tests",
        command,
        report: resolve(command.cwd, fillIn(check.report, run.values, name)),
      };
    }
  }
};

/** Where a document's file is looked for: the check's side, else that of the service it is sent to. */
export const folderOf = (
  run: Run,
  { side, request }: { side: string | undefined; request: SettledRequest },
): string => {
  const name = side ?? run.plan.settled.services[request.service]?.side;
  return name === undefined ? run.plan.settled.folder : sideAtWork(run, name).dir;
};

const filledVariables = (run: Run, variables: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, fillDeep(run, value)]));

const fillDeep = (run: Run, value: unknown, here?: string): unknown => {
  if (typeof value === "string") return fillIn(value, run.values, here);
  if (Array.isArray(value)) return value.map((one) => fillDeep(run, one, here));
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fillDeep(run, one, here)]));
  return value;
};

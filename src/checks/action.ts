import type { Line } from "../processes/types";
import { isRecord } from "../util/json";
import { masked } from "../util/masked";
import { exits, Failure } from "../util/problem";
import { duration } from "../util/text";
import { type Arguments, argumentText, fillText, fillValue, unusedArguments } from "./arguments";
import { runProgram } from "./runProgram";
import { graphqlRequest, send } from "./send";
import type { CheckWorld, FilledAction, FilledCommand, FilledRequest } from "./types";

export interface ActionResult {
  /** Of HTTP, or the exit code; undefined for a command that a signal ended. */
  readonly status: number | undefined;
  readonly text: string;
  readonly seconds: number;
}

/** Sends an action whose questions were answered; an answer of any status is a result. */
export const sendAction = async (
  action: FilledAction,
  args: Arguments,
  world: CheckWorld,
): Promise<ActionResult> => {
  const result = await effect(action, args, world).catch((error: unknown) => {
    throw masked(error, world.secrets.mask);
  });
  return { ...result, text: world.secrets.mask(result.text) };
};

const effect = async (action: FilledAction, args: Arguments, world: CheckWorld): Promise<ActionResult> => {
  switch (action.kind) {
    case "run":
      return runAction(fillCommand(action.command, args), world);
    case "http":
      return request(action, fillRequest(action.request, args), world);
    case "graphql":
      return request(action, await graphqlRequest(action.request, action, args), world);
  }
};

const request = async (
  { name, timeoutMs }: Exclude<FilledAction, { kind: "run" }>,
  asked: FilledRequest,
  world: CheckWorld,
): Promise<ActionResult> => {
  const began = world.clock.now();
  const sent = await send(asked, timeoutMs, world);
  const seconds = (world.clock.now() - began) / 1000;
  if (sent.kind === "answered") return { status: sent.answer.status, text: sent.answer.body, seconds };
  throw new Failure({
    code: "action-failed",
    message: `${name}: ${sent.why}`,
    hint: "See whether the service is ready, and what its log says.",
    exit: exits.red,
  });
};

const runAction = async (command: FilledCommand, world: CheckWorld): Promise<ActionResult> => {
  const tell = (line: Line): void =>
    world.onLine(command.name, { ...line, text: world.secrets.mask(line.text) });
  const { exit, lines, seconds } = await runProgram(command, world, tell);
  const text = lines.map((line) => line.text).join("\n");
  if (exit) return { status: exit.code, text, seconds };
  throw new Failure({
    code: "action-late",
    message: `${command.name} did not end within ${duration(command.timeoutMs)} and was stopped`,
    hint: "Give the action a longer `timeout`, or see what it waits for.",
    exit: exits.red,
    lines: lines.slice(-20).map((line) => line.text),
  });
};

/** Arguments that the request doesn't name by `${arguments.NAME}` go into its query, or into its JSON body. */
const fillRequest = (asked: FilledRequest, args: Arguments): FilledRequest => {
  const rest = unusedArguments(asked, args);
  const path = fillText(asked.path, args);
  const headers = Object.fromEntries(
    Object.entries(asked.headers).map(([name, text]) => [name, fillText(text, args)]),
  );
  const body = fillValue(asked.body, args);
  const none = Object.keys(rest).length === 0;
  if (none || (body !== undefined && !isRecord(body))) return { ...asked, path, headers, body };
  if (["GET", "HEAD", "DELETE"].includes(asked.method))
    return { ...asked, headers, path: withQuery(path, rest) };
  return { ...asked, path, headers, body: { ...body, ...rest } };
};

const withQuery = (path: string, rest: Arguments): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) query.append(name, argumentText(value));
  return `${path}${path.includes("?") ? "&" : "?"}${query}`;
};

/** Arguments that the command doesn't name follow it as `--name value`. */
const fillCommand = (command: FilledCommand, args: Arguments): FilledCommand => {
  const rest = Object.entries(unusedArguments(command.argv, args));
  const argv = command.argv.map((word) => fillText(word, args));
  const more = rest.flatMap(([name, value]) => [`--${name}`, argumentText(value)]);
  return { ...command, argv: [...argv, ...more] };
};

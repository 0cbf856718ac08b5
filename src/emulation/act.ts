import { type ActionResult, sendAction } from "../checks/action";
import type { FilledAction } from "../checks/types";
import type { Ask, SettledAction } from "../scenario/settled";
import { isRecord } from "../util/json";
import { inputFailure } from "../util/problem";
import { nearest } from "../util/text";
import { checkWorld } from "./checkStep";
import { fillCommand, fillRequest, folderOf } from "./filling";
import type { Run } from "./run";

/** Sends one of the scenario's actions; what is not answered keeps its default. */
export const act = async (
  run: Run,
  name: string,
  answers: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<ActionResult> => {
  const action = run.plan.settled.actions[name];
  if (action === undefined) throw unknownAction(name, Object.keys(run.plan.settled.actions));
  checkNames(name, action, Object.keys(answers));
  const args = { ...defaultsOf(action), ...answers };
  return await sendAction(fillAction(run, name, action), args, checkWorld(run, signal));
};

export const isAsk = (value: unknown): value is Ask => isRecord(value) && typeof value["ask"] === "string";

/** An action without arguments takes what it is given; one that names them would send a mistyped one beside. */
export const checkNames = (name: string, action: SettledAction, given: readonly string[]): void => {
  const known = Object.keys(action.arguments);
  const odd = known.length === 0 ? undefined : given.find((one) => !known.includes(one));
  if (odd === undefined) return;
  const near = nearest(odd, known);
  throw inputFailure("unknown-argument", `The action “${name}” has no argument “${odd}”`, {
    hint: `${near ? `Did you mean “${near}”? ` : ""}It has ${known.map((one) => `“${one}”`).join(", ")}.`,
  });
};

const defaultsOf = (action: SettledAction): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(action.arguments).flatMap(([name, value]) => {
      const start = isAsk(value) ? value.default : value;
      return start === undefined ? [] : [[name, start]];
    }),
  );

const actionTimeoutMs = 60_000;

const fillAction = (run: Run, name: string, action: SettledAction): FilledAction => {
  if (action.kind === "run") return { kind: "run", name, command: fillCommand(run, action.command) };
  const common = { name, timeoutMs: actionTimeoutMs, request: fillRequest(run, action.request) };
  if (action.kind === "http") return { kind: "http", ...common };
  const folder = folderOf(run, { side: undefined, request: action.request });
  return { kind: "graphql", ...common, document: action.document, folder };
};

const unknownAction = (name: string, names: readonly string[]): Error => {
  const near = nearest(name, names);
  return inputFailure("unknown-action", `This scenario has no action “${name}”`, {
    hint: `${near ? `Did you mean “${near}”? ` : ""}It has ${names.map((one) => `“${one}”`).join(", ") || "none"}.`,
  });
};

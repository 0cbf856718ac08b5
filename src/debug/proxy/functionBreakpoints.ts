import { argumentsOf, bodyOf, listOf, type Request } from "./message";
import type { BreakpointScope, Label, Rule } from "./types";

type Fields = Record<string, unknown>;

/** `userCode: launch_run` is for that side only; other sides answer that it isn't theirs. */
export const functionBreakpointRule = ({ side }: Label, { sides, functions }: BreakpointScope): Rule => {
  /** By request: for each breakpoint of the client whether the target got it. */
  const asked = new Map<number, readonly Scoped[]>();
  return {
    toTarget: (request) => {
      if (request.command !== "setFunctionBreakpoints") return [request];
      const args = argumentsOf(request);
      const wanted = listOf(args["breakpoints"]).map((one) => scoped(one, sides));
      if (functions.length === 0 && wanted.every((one) => one.side === undefined)) return [request];
      asked.set(request.seq, wanted);
      const own = wanted.filter((one) => isOn(one, side)).map((one) => one.breakpoint);
      const added = functions.map((name): Fields => ({ name }));
      return [{ ...request, arguments: { ...args, breakpoints: [...own, ...added] } }];
    },
    response: (response, { seq }) => {
      const wanted = asked.get(seq);
      asked.delete(seq);
      if (wanted === undefined || !response.success) return response;
      const body = bodyOf(response);
      const breakpoints = answers(wanted, side, listOf(body["breakpoints"]));
      return { ...response, body: { ...body, breakpoints } };
    },
  };
};

/** What to ask for on behalf of a client that asks for nothing. */
export const configuredFunctions = ({ functions }: BreakpointScope): Request["arguments"] | undefined =>
  functions.length === 0 ? undefined : { breakpoints: [] };

interface Scoped {
  readonly side: string | undefined;
  readonly breakpoint: Fields;
}

const scoped = (breakpoint: Fields, sides: readonly string[]): Scoped => {
  const { name } = breakpoint;
  const at = typeof name === "string" ? /^([^:]+):(?!:)\s*(.+)$/.exec(name) : null;
  const [, side, rest] = at ?? [];
  return side !== undefined && sides.includes(side)
    ? { side, breakpoint: { ...breakpoint, name: rest } }
    : { side: undefined, breakpoint };
};

const isOn = (one: Scoped, side: string): boolean => one.side === undefined || one.side === side;

const answers = (wanted: readonly Scoped[], side: string, got: readonly Fields[]): Fields[] => {
  let next = 0;
  return wanted.map((one) =>
    isOn(one, side)
      ? (got[next++] ?? { verified: false })
      : { verified: false, message: `Only for ${one.side}` },
  );
};

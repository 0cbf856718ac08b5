import { constants } from "node:os";
import type { Exited } from "../../processes/types";

/** What the engine says of a container that does not run. */
export interface EndedState {
  readonly ExitCode: number;
  readonly OOMKilled?: boolean;
  readonly Error?: string;
}

/** In words, for a number says little: 137 may be a kill or want of memory. */
export const exitOf = (state: EndedState, memory: number | undefined): Exited => {
  const why = whyOf(state, memory);
  return { code: state.ExitCode, signal: undefined, ...(why === undefined ? {} : { why }) };
};

export const removed: Exited = {
  code: undefined,
  signal: undefined,
  why: "its container was removed by somebody else",
};

const whyOf = ({ ExitCode, OOMKilled, Error: error }: EndedState, memory: number | undefined) => {
  if (OOMKilled === true)
    return `the system ended it for want of memory${memory ? `: it may take ${mebibytes(memory)}` : ""}`;
  if (error) return error;
  const signal = ExitCode > 128 ? signalOf(ExitCode - 128) : undefined;
  if (signal !== undefined) return signal;
  return known[ExitCode];
};

const signalOf = (number: number): string | undefined =>
  Object.entries(constants.signals).find(([, value]) => value === number)?.[0];

const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

const known: Readonly<Record<number, string>> = {
  126: "its command is there but can't be run",
  127: "its command is not in the image",
};

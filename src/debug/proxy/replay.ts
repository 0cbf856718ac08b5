import { machineFailure } from "../../util/problem";
import type { Request, Response } from "./message";
import type { SessionRecord } from "./sessionRecord";

export interface NewDebugger {
  readonly ask: (request: Request) => Promise<Response>;
  /** The debugger is ready for breakpoints. */
  readonly initialized: Promise<void>;
  /** The target stands where the session begins. */
  readonly held: () => Promise<void>;
  /** Told each piece of state that the debugger has taken over. */
  readonly took: (request: Request, response: Response) => void;
  /** All is set; the program is about to run. */
  readonly set: () => void;
}

/** Brings a new debugger to where the old one was, so that the client need not begin anew. */
export const replay = async (
  { initialize, begin, state }: SessionRecord,
  changed: Readonly<Record<string, unknown>>,
  { ask, initialized, held, took, set }: NewDebugger,
): Promise<void> => {
  if (initialize === undefined || begin === undefined) return;
  succeeded(await ask(initialize));
  const args = { ...(typeof begin.arguments === "object" ? begin.arguments : {}), ...changed };
  const begun = ask({ ...begin, arguments: args }).then(succeeded);
  // Some answer `attach` before, some after `configurationDone`: what counts is that they don't refuse.
  await Promise.race([initialized, begun.then(() => initialized)]);
  await Promise.all(state.map(async (request) => took(request, await ask(request))));
  await held();
  set();
  const done = ask({ type: "request", seq: 0, command: "configurationDone" }).then(succeeded);
  await Promise.all([begun, done]);
};

const succeeded = (response: Response): Response => {
  if (response.success) return response;
  throw machineFailure(
    "debugger-refused",
    `The debugger refused ${response.command}: ${response.message ?? "without a word"}`,
  );
};

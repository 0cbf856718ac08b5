import { interrupted } from "../util/problem";
import { err, ok, type Result } from "../util/result";
import { sleep } from "../util/time";
import { LineSplitter } from "./lines";
import type { Line, RunToken, ToolRun } from "./types";

/** In the environment of one call's processes, so that they are found among all of a run. */
export const callVariable = "BACKCOMPAT_CALL";

/** The exit of a tool that had no chance to choose one. */
export const endedBySignal = -1;

/** A call with everything decided that a child process needs. */
export interface PreparedCall {
  readonly title: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input: string | undefined;
  readonly token: RunToken;
  readonly run: ToolRun;
}

export const toolGraceMs = 2000;

/** Stops the work on abort, and waits until it is: after the rejection nothing of it runs any more. */
export const interruptible = async <T>(
  title: string,
  signal: AbortSignal | undefined,
  work: Promise<T>,
  stop: () => Promise<unknown>,
): Promise<T> => {
  let settled = false;
  let stopping = Promise.resolve();
  const onAbort = (): void => {
    stopping = stopUntil(() => settled, stop);
  };
  signal?.addEventListener("abort", onAbort, { once: true });
  if (signal?.aborted) onAbort();
  const result = await settle(work);
  settled = true;
  signal?.removeEventListener("abort", onAbort);
  await stopping;
  if (signal?.aborted) throw interrupted(title);
  if (!result.ok) throw result.error;
  return result.value;
};

/** Whatever came of it, the stop has to be waited for. */
const settle = <T>(work: Promise<T>): Promise<Result<T, unknown>> => work.then(ok, err);

/** More than once: at the first try the child may not have been there yet. */
const stopUntil = async (settled: () => boolean, stop: () => Promise<unknown>): Promise<void> => {
  await stop();
  while (!settled()) {
    await sleep(20);
    await stop();
  }
};

export const lineListener = (
  stream: Line["stream"],
  onLine: ((line: Line) => void) | undefined,
): LineSplitter | undefined =>
  onLine && new LineSplitter((text) => onLine({ time: Date.now(), stream, text }));

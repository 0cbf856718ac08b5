import { asTyped } from "../../processes/quoting";
import { newRunToken } from "../../processes/tokens";
import { Failure } from "../../util/problem";
import { noAnswer, patiently } from "./patience";
import type { Asked, Probe } from "./probe";

/** Met when the command ends with 0. */
export const commandProbe = (argv: readonly string[], asked: Asked): Probe => {
  const what = `the command \`${asTyped(argv)}\``;
  return {
    before: noAnswer(what),
    ask: patiently(what, asked, (signal) => runOnce(what, argv, asked, signal)),
  };
};

const runOnce = async (
  what: string,
  argv: readonly string[],
  asked: Asked,
  signal: AbortSignal,
): Promise<string | undefined> => {
  try {
    const { exit, last } = await (asked.ports.runInside?.(argv, signal) ?? runHere(argv, asked, signal));
    signal.throwIfAborted();
    if (exit === 0) return undefined;
    return `${what} ended with ${exit}${last === "" ? "" : `: ${last}`}`;
  } catch (error) {
    if (!(error instanceof Failure) || signal.aborted) throw error;
    return `${what} could not be started: ${error.message}`;
  }
};

const runHere = async (
  argv: readonly string[],
  { spec, ports }: Asked,
  signal: AbortSignal,
): Promise<{ exit: number | string; last: string }> => {
  let last = "";
  const running = await ports.spawn({
    argv,
    cwd: spec.cwd,
    env: spec.env,
    token: spec.token,
    own: newRunToken(),
    onLine: ({ text }) => {
      if (text.trim() !== "") last = text.trim();
    },
  });
  const stop = (): void => void running.stop(0);
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  const { code, signal: ended } = await running.exited;
  signal.removeEventListener("abort", stop);
  return { exit: code ?? ended ?? "a failure", last };
};

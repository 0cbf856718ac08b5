import { stripVTControlCharacters } from "node:util";
import { inputFailure } from "../../util/problem";
import type { Asked, Probe } from "./probe";

/** Met by a line as soon as it is there, also by one that was printed before anybody asked. */
export const logProbe = (pattern: string, asked: Asked): Probe => {
  const wanted = compile(pattern, asked.spec.name);
  return {
    before: `no line matches /${pattern}/`,
    ask: (signal) => lineThatMatches(wanted, asked, signal),
  };
};

const lineThatMatches = (wanted: RegExp, asked: Asked, signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      listening.dispose();
      reject(signal.reason);
    };
    signal.addEventListener("abort", stop, { once: true });
    const listening = asked.lines((text) => {
      if (!wanted.test(text) && !wanted.test(stripVTControlCharacters(text))) return;
      signal.removeEventListener("abort", stop);
      queueMicrotask(() => listening.dispose());
      resolve(undefined);
    });
  });

const compile = (pattern: string, service: string): RegExp => {
  try {
    return new RegExp(pattern);
  } catch (cause) {
    throw inputFailure("bad-pattern", `ready.log of ${service} is no regular expression: /${pattern}/`, {
      hint: "Correct the expression; it is read as JavaScript's.",
      cause,
    });
  }
};

import { stripVTControlCharacters } from "node:util";
import { orAborted, withinTime } from "../util/pausing";
import { duration } from "../util/text";
import { compile } from "./expectations";
import { type Finding, finding } from "./finding";
import type { CheckWorld } from "./types";

export interface LogExpectation {
  readonly service?: string;
  readonly must: readonly string[];
  readonly mustNot: readonly string[];
  readonly timeoutMs: number;
}

/** What must appear is waited for; what must not is looked for in all that was logged until then. */
export const checkLog = async (wanted: LogExpectation, world: CheckWorld): Promise<Finding> => {
  const watch = new Watch(wanted);
  const { clock, pause, signal } = world;
  const following = await world.followLog(wanted.service, (text) => watch.see(text));
  try {
    const limit = { ms: wanted.timeoutMs, clock, pause, ...(signal && { signal }) };
    const outcome = await withinTime(limit, (inner) =>
      orAborted(watch.decided, inner).catch(ignoreLate(signal)),
    );
    return finding(watch.forbidden ?? (outcome.late ? watch.missing(wanted.timeoutMs) : undefined));
  } finally {
    following.dispose();
  }
};

const ignoreLate =
  (signal: AbortSignal | undefined) =>
  (error: unknown): void => {
    if (signal?.aborted) throw error;
  };

class Watch {
  /** Settles when all that must appear did, or something did that must not. */
  readonly decided: Promise<void>;
  forbidden: string | undefined;
  readonly #whose: string;
  readonly #missing: Map<string, RegExp>;
  readonly #mustNot: readonly (readonly [string, RegExp])[];
  #decide: () => void = () => undefined;

  constructor({ service, must, mustNot }: LogExpectation) {
    this.#whose = service === undefined ? "any log" : `the log of ${service}`;
    this.#missing = new Map(must.map((pattern) => [pattern, compile(pattern, "log.must")]));
    this.#mustNot = mustNot.map((pattern) => [pattern, compile(pattern, "log.mustNot")]);
    this.decided = new Promise((resolve) => {
      this.#decide = resolve;
    });
    if (this.#missing.size === 0) this.#decide();
  }

  see(line: string): void {
    const text = stripVTControlCharacters(line);
    for (const [pattern, expression] of this.#mustNot) {
      if (!expression.test(text)) continue;
      this.forbidden ??= `/${pattern}/ must not appear in ${this.#whose}, but did: ${text.trim()}`;
    }
    for (const [pattern, expression] of this.#missing) {
      if (expression.test(text)) this.#missing.delete(pattern);
    }
    if (this.#missing.size === 0 || this.forbidden !== undefined) this.#decide();
  }

  missing(timeoutMs: number): string {
    const patterns = [...this.#missing.keys()].map((pattern) => `/${pattern}/`).join(", ");
    return `${patterns} did not appear in ${this.#whose} within ${duration(timeoutMs)}`;
  }
}

import { newRunToken } from "../processes/tokens";
import type { Exited, Line } from "../processes/types";
import { withinTime } from "../util/pausing";
import { interrupted } from "../util/problem";
import type { CheckWorld, FilledCommand } from "./types";

export interface Ran {
  /** Undefined when it was stopped because its time was up. */
  readonly exit: Exited | undefined;
  /** As they came, secrets and all. */
  readonly lines: readonly Line[];
  readonly seconds: number;
}

/** What a command that prints for ever may cost of memory; its first lines go first. */
const mostCharacters = 32_000_000;

/** Runs the command to its end, at most for its time; what is late or cancelled is stopped with its tree. */
export const runProgram = async (
  command: FilledCommand,
  world: CheckWorld,
  onLine: (line: Line) => void,
): Promise<Ran> => {
  const began = world.clock.now();
  const lines = new BoundedLines();
  const { clock, pause, signal } = world;
  const limit = { ms: command.timeoutMs, clock, pause, ...(signal && { signal }) };
  const outcome = await withinTime(limit, (inner) =>
    runUntil(command, world, inner, (line) => {
      lines.add(line);
      onLine(line);
    }),
  );
  if (signal?.aborted) throw interrupted(command.name);
  const exit = outcome.late ? undefined : outcome.value;
  return { exit, lines: lines.all(), seconds: (clock.now() - began) / 1000 };
};

const runUntil = async (
  { argv, cwd, env, shell, token, name }: FilledCommand,
  world: CheckWorld,
  signal: AbortSignal,
  onLine: (line: Line) => void,
): Promise<Exited> => {
  if (signal.aborted) throw interrupted(name);
  const running = await world.spawn({ argv, cwd, env, shell, token, own: newRunToken(), onLine });
  let stopping: Promise<void> | undefined;
  const stop = (): void => {
    stopping = running.stop();
  };
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  const exit = await running.exited;
  signal.removeEventListener("abort", stop);
  await stopping;
  return exit;
};

class BoundedLines {
  #lines: Line[] = [];
  #characters = 0;
  #gone = 0;

  add(line: Line): void {
    this.#lines.push(line);
    this.#characters += line.text.length + 1;
    while (this.#characters > mostCharacters) this.#dropFirst();
    if (this.#gone > 1000 && this.#gone * 2 > this.#lines.length) this.#compact();
  }

  all(): Line[] {
    this.#compact();
    return this.#lines;
  }

  #dropFirst(): void {
    this.#characters -= (this.#lines[this.#gone]?.text.length ?? 0) + 1;
    this.#gone++;
  }

  #compact(): void {
    this.#lines = this.#lines.slice(this.#gone);
    this.#gone = 0;
  }
}

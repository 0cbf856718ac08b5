import { promises as fs } from "node:fs";
import { findExecutable } from "../processes/which";
import { readIfThere } from "../util/files";
import { inputFailure } from "../util/problem";
import { shellQuote } from "../util/text";

/** A service's command as it would run without debugger. */
export interface Command {
  readonly argv: readonly string[];
  /** One line for the system's shell. */
  readonly shell: boolean;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What a record may ask about files to see what a command leads to. */
export interface CommandFiles {
  /** The file that running this would start. */
  readonly executable: (name: string, command: Pick<Command, "cwd" | "env">) => string | undefined;
  /** The beginning of a file; undefined where there is none. */
  readonly start: (path: string) => Promise<string | undefined>;
  readonly text: (path: string) => Promise<string | undefined>;
}

export const systemFiles: CommandFiles = {
  executable: (name, { cwd, env }) => findExecutable(name, env, cwd),
  start: async (path) => {
    const file = await fs.open(path).catch(() => undefined);
    if (file === undefined) return undefined;
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
      return buffer.toString("latin1", 0, bytesRead);
    } finally {
      await file.close();
    }
  },
  text: async (path) => (await readIfThere(path))?.toString("utf8"),
};

/** No debugger can be put in front of this command; the hint says what to write instead. */
export const cannotWrap = (command: Pick<Command, "argv">, why: string, hint: string): Error =>
  inputFailure("cannot-debug", `\`${shellQuote(command.argv)}\` can't be debugged as it is written: ${why}`, {
    hint: `${hint}, or take "debug" away: the service runs without it too.`,
  });

/** A shell's line is no argv: what runs in the end only the shell knows. */
export const refuseShell = (command: Command): void => {
  if (!command.shell) return;
  throw cannotWrap(
    command,
    "it is a line for a shell",
    'Write `run` as a list of arguments without "shell": true',
  );
};

/** `#! /usr/bin/env -S node --flag`: the interpreter and its options; undefined where the file has no such line. */
export const shebang = (start: string): readonly string[] | undefined => {
  const line = /^#!\s*([^\r\n]+)/.exec(start)?.[1];
  if (line === undefined) return undefined;
  const [first = "", ...rest] = line.trim().split(/\s+/);
  if (!/(^|\/)env$/.test(first)) return [first, ...rest];
  return rest[0] === "-S" ? rest.slice(1) : rest;
};

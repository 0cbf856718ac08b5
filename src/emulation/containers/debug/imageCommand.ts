import { posix } from "node:path";
import type { ContainerSpec } from "../../../services/container/types";

/** One way to read what a container runs: what stays as it is before a command that a debugger may wrap. */
export interface Reading {
  readonly command: readonly string[];
  /** The same container with another command in its place. */
  readonly with: (argv: readonly string[]) => Pick<ContainerSpec, "entrypoint" | "run">;
}

export interface ImageCommand {
  readonly Entrypoint?: string | readonly string[] | undefined | null;
  readonly Cmd?: readonly string[] | null;
}

/**
 * The entry point and what follows it as one command; and where the entry point is a script that ends in running what
 * follows, that alone.
 */
export const readings = (
  spec: Pick<ContainerSpec, "entrypoint" | "run">,
  image: ImageCommand,
): readonly Reading[] => {
  const entry = spec.entrypoint ?? listOf(image.Entrypoint);
  // An entry point of one's own takes the place of both.
  const rest = spec.run ?? (spec.entrypoint === undefined ? (image.Cmd ?? []) : []);
  const whole = split([...entry, ...rest]);
  const readingOfWhole: Reading = {
    command: whole.command,
    with: (argv) => ({ entrypoint: [...whole.before, ...argv], run: [] }),
  };
  if (entry.length === 0 || rest.length === 0) return [readingOfWhole];
  const after = split(rest);
  const readingOfRest: Reading = {
    command: after.command,
    with: (argv) => ({ entrypoint: spec.entrypoint, run: [...after.before, ...argv] }),
  };
  return [readingOfWhole, readingOfRest];
};

const listOf = (entry: ImageCommand["Entrypoint"]): readonly string[] =>
  typeof entry === "string" ? [entry] : (entry ?? []);

interface Split {
  readonly before: readonly string[];
  readonly command: readonly string[];
}

const split = (argv: readonly string[]): Split => {
  const at = behindInit(argv);
  return { before: argv.slice(0, at), command: withoutShell(argv.slice(at)) };
};

/** Small programs that stand first in a container and run what follows. */
const behindInit = ([first = "", ...rest]: readonly string[]): number => {
  if (!/^(tini|tini-static|dumb-init|docker-init|catatonit)$/.test(posix.basename(first))) return 0;
  const dashes = rest.indexOf("--");
  const plain = rest.findIndex((word) => !word.startsWith("-"));
  return dashes >= 0 && (plain < 0 || dashes < plain) ? dashes + 2 : plain + 1;
};

/** `CMD python app.py` is a line for a shell, which where it is plain words comes to the same. */
const withoutShell = (argv: readonly string[]): readonly string[] => {
  const [shell = "", flag, line = "", ...more] = argv;
  const plain = /^(exec\s+)?[\w@%+=:,./ -]+$/.test(line);
  if (!/^(ba|da|a)?sh$/.test(posix.basename(shell)) || flag !== "-c" || more.length > 0 || !plain)
    return argv;
  const words = line.trim().split(/\s+/);
  const own = words[0] === "exec" ? words.slice(1) : words;
  return /^\w+=/.test(own[0] ?? "") ? argv : own;
};

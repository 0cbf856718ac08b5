import { basename, dirname } from "node:path";
import { type Command, type CommandFiles, cannotWrap, refuseShell, shebang } from "./command";

/** A command taken apart, so that a debugger fits in between. */
export interface PythonCommand {
  readonly interpreter: string;
  /** The interpreter's own, which stand before the debugger. */
  readonly options: readonly string[];
  /** `-m module …`, `-c code …` or `file …`. */
  readonly program: readonly string[];
}

/** What the command runs, be it the interpreter or a script of an environment; `own` is the environment's interpreter. */
export const pythonCommand = async (
  command: Command,
  own: string | undefined,
  files: CommandFiles,
): Promise<PythonCommand> => {
  refuseShell(command);
  const [first = "", ...args] = command.argv;
  if (isPython(first)) return { interpreter: first, ...takenApart(command, args) };
  refuseRunner(command);
  const file = files.executable(first, command);
  if (file === undefined) throw cannotWrap(command, `${first} is not there`, "Correct its name");
  const start = (await files.start(file)) ?? "";
  const by = interpreterOf(file, start, own);
  if (by === undefined)
    throw cannotWrap(
      command,
      `${file} is no script for Python`,
      'Write the command as it is run with Python, such as ["python", "-m", …]',
    );
  const [named = "", ...options] = by;
  return {
    interpreter: files.executable(named, command) ?? own ?? "python",
    options,
    program: [file, ...args],
  };
};

/** Those that do their work in processes which they start, where a breakpoint would otherwise never be seen. */
export const worksInSubprocesses = ({ program }: PythonCommand): boolean => {
  const [name = "", ...rest] = program[0] === "-m" ? program.slice(1) : program;
  const words = rest.join(" ");
  return (
    /^(gunicorn|celery|hypercorn|granian)(\.exe)?$/.test(basename(name)) ||
    /(^| )--(reload|workers)\b/.test(words) ||
    (/(^| )runserver( |$)/.test(words) && !/(^| )--noreload\b/.test(words)) ||
    (/^flask(\.exe)?$/.test(basename(name)) && /(^| )--debug( |$)/.test(words))
  );
};

const isPython = (name: string): boolean => /^(pythonw?|pypy|py)[\d.]*t?(\.exe)?$/i.test(basename(name));

type Apart = Pick<PythonCommand, "options" | "program">;

const takenApart = (command: Command, args: readonly string[]): Apart => {
  const found = apart([], args);
  if (found !== undefined) return found;
  throw cannotWrap(
    command,
    "it names no program",
    "Add the file, or `-m` and the module, that Python shall run",
  );
};

const apart = (options: readonly string[], rest: readonly string[]): Apart | undefined => {
  const [arg, ...after] = rest;
  if (arg === undefined || arg === "-") return undefined;
  if (!arg.startsWith("-")) return { options, program: rest };
  const short = shortOptions(arg);
  if (short.letter === "m" || short.letter === "c") return bySwitch(options, short, after);
  const words = takesNext(arg, short) ? 2 : 1;
  return apart([...options, ...rest.slice(0, words)], rest.slice(words));
};

const bySwitch = (
  options: readonly string[],
  { flags, letter, value }: Short,
  after: readonly string[],
): Apart | undefined => {
  const named = value === "" ? after : [value, ...after];
  if (named.length === 0) return undefined;
  return {
    options: flags === "" ? options : [...options, `-${flags}`],
    program: [`-${letter}`, ...named],
  };
};

const takesNext = (arg: string, { letter, value }: Short): boolean =>
  (letter !== undefined && value === "") || arg === "--check-hash-based-pycs";

interface Short {
  readonly flags: string;
  /** One that takes a value. */
  readonly letter: string | undefined;
  readonly value: string;
}

/** `-um` is `-u -m`; whatever stands behind a letter that takes a value is the value. */
const shortOptions = (arg: string): Short => {
  const [, flags = "", letter, value = ""] = /^-([A-Za-z?]*?)([mcWXQ])(.*)$/s.exec(arg) ?? [];
  return { flags, letter, value };
};

/** The interpreter of a script, and options that its first line gives. */
const interpreterOf = (
  file: string,
  start: string,
  own: string | undefined,
): readonly string[] | undefined => {
  const [first = "", ...options] = shebang(start) ?? [];
  if (isPython(first)) return [first, ...options];
  // Where an interpreter's path is too long for a first line, installers let the shell find it.
  const long = /^#!\s*\/bin\/sh\s+'''exec' "?([^"\n]+?)"? "\$0" "\$@"/.exec(start)?.[1];
  if (long !== undefined) return [long];
  if (own === undefined) return undefined;
  // Windows' console scripts are programs with the script appended, which Python runs too.
  const launcher = start.startsWith("MZ") && dirname(file) === dirname(own);
  return launcher || /\.pyw?$/i.test(file) ? [own] : undefined;
};

/** Programs that make an environment and then run the command in it. */
const refuseRunner = (command: Command): void => {
  const [first = "", verb = "", ...rest] = command.argv;
  const name = basename(first).replace(/\.(exe|cmd|bat)$/i, "");
  const verbs = runners[name];
  if (verbs === undefined || (verbs !== "" && verb !== verbs)) return;
  const inner = verbs === "" ? [verb, ...rest] : rest;
  const example = inner[0] === undefined || inner[0].startsWith("-") ? "" : `: ${JSON.stringify(inner)}`;
  throw cannotWrap(
    command,
    `${[name, verbs].join(" ").trim()} chooses another interpreter than this side's`,
    `Write what it runs, without it${example}; what the side has installed is on PATH`,
  );
};

const runners: Readonly<Record<string, string>> = {
  uv: "run",
  poetry: "run",
  pdm: "run",
  hatch: "run",
  pipenv: "run",
  rye: "run",
  pixi: "run",
  conda: "run",
  mamba: "run",
  micromamba: "run",
  pipx: "run",
  uvx: "",
  tox: "",
  nox: "",
};

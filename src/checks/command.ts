import { asTyped } from "../processes/quoting";
import type { Exited, Line } from "../processes/types";
import { masked } from "../util/masked";
import { exits, Failure } from "../util/problem";
import { duration } from "../util/text";
import { textOf } from "./expectations";
import { captureOutputs } from "./outputs";
import { type Ran, runProgram } from "./runProgram";
import type { CheckWorld, FilledCommand } from "./types";

export interface CommandResult {
  /** Values as they are; those of secrets are masked wherever they are printed. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly lines: readonly Line[];
  readonly seconds: number;
}

/** A setup or cleanup command: it ends with 0 and its outputs are there, or it fails. */
export const runCommand = async (command: FilledCommand, world: CheckWorld): Promise<CommandResult> => {
  const { secrets } = world;
  const tell = (line: Line): void => world.onLine(command.name, { ...line, text: secrets.mask(line.text) });
  // A secret is only known when it was captured, so nothing is told before.
  const late = Object.values(command.outputs).some(({ secret }) => secret);
  const held: Line[] = [];
  try {
    const ran = await runProgram(command, world, late ? (line) => held.push(line) : tell);
    const outputs = capture(command, ran, world);
    return { outputs, lines: maskLines(ran.lines, secrets.mask), seconds: ran.seconds };
  } catch (error) {
    throw masked(error, secrets.mask);
  } finally {
    held.forEach(tell);
  }
};

const capture = (command: FilledCommand, ran: Ran, { secrets }: CheckWorld): Record<string, string> => {
  const stdout = textOf(ran.lines, "stdout");
  const values: Record<string, string> = {};
  const failed = commandFailure(command, ran);
  for (const [name, spec] of Object.entries(command.outputs)) {
    try {
      const [value] = Object.values(captureOutputs(command.name, { [name]: spec }, stdout));
      if (value === undefined) continue;
      values[name] = value;
      if (spec.secret) secrets.add(value);
    } catch (error) {
      // What went wrong first is the command itself.
      if (!failed) throw error;
    }
  }
  if (failed) throw failed;
  return values;
};

const commandFailure = (command: FilledCommand, { exit, lines }: Ran): Failure | undefined => {
  if (exit?.code === 0) return undefined;
  const by = command.shell ? command.argv.join(" ") : asTyped(command.argv);
  return new Failure({
    code: exit === undefined ? "command-late" : "command-failed",
    message: `${command.name} ${exit === undefined ? lateWords(command) : endWords(exit)}`,
    hint: `Its last lines may say why. To try it by hand, in ${command.cwd}: ${by}`,
    exit: exits.red,
    lines: lines.slice(-20).map(({ text }) => text),
  });
};

const lateWords = ({ timeoutMs }: FilledCommand): string =>
  `did not end within ${duration(timeoutMs)} and was stopped`;

const endWords = ({ code, signal }: Exited): string =>
  code === undefined ? `was ended by ${signal ?? "something else"}` : `ended with exit code ${code}`;

const maskLines = (lines: readonly Line[], mask: (text: string) => string): Line[] =>
  lines.map((line) => ({ ...line, text: mask(line.text) }));

import { exits, inputFailure, problemOf } from "../util/problem";
import { ownVersion } from "../util/version";
import { keepCompiledCode } from "./compileCache";
import { overview, verbHelp } from "./help";
import { parseVerb } from "./parsing";
import { sayProblem } from "./problemText";
import { signals } from "./signals";
import { processTerminal } from "./terminal";
import { loadAllVerbs, loadVerb } from "./verbs";

const main = async (argv: readonly string[]): Promise<number> => {
  const terminal = processTerminal();
  const [name, ...rest] = argv;
  try {
    if (name === undefined || name === "help" || name === "--help" || name === "-h") {
      const [of] = name === "help" ? rest : [];
      terminal.out(of === undefined ? overview(await loadAllVerbs()) : verbHelp(await loadVerb(of)));
      return name === undefined ? exits.input : exits.done;
    }
    if (name === "--version" || name === "version") {
      terminal.out(ownVersion);
      return exits.done;
    }
    await keepCompiledCode(process.env);
    const verb = await loadVerb(name);
    if (rest.includes("--help") || rest.includes("-h")) {
      terminal.out(verbHelp(verb));
      return exits.done;
    }
    return await verb.run(parseVerb(verb, rest), {
      terminal,
      cwd: whereWeStand(),
      env: process.env,
      dist: __dirname,
      ...signals(terminal, verb.onlyReads !== true),
    });
  } catch (error) {
    return sayProblem(problemOf(error), terminal);
  }
};

const whereWeStand = (): string => {
  try {
    return process.cwd();
  } catch (cause) {
    throw inputFailure("no-folder", "The folder that this was started in is not there any more", {
      hint: "Go to a folder that is there, and start again.",
      cause,
    });
  }
};

/** At once: timers of libraries would hold us for a quarter of a second after each call of git. */
const leave = async (code: number): Promise<void> => {
  process.exitCode = code;
  await Promise.all([written(process.stdout), written(process.stderr)]);
  process.exit();
};

/** Also where nobody reads any more. */
const written = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => stream.write("", () => resolve()));

// Should the event loop ever run empty before we are done, that must not look like a good end.
process.exitCode = exits.machine;
void main(process.argv.slice(2)).then(leave);

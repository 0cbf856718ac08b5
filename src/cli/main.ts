import { parseArgs } from "node:util";
import { exits, inputFailure, problemOf } from "../util/problem";
import { nearest } from "../util/text";
import { ownVersion } from "../util/version";
import { overview, verbHelp } from "./help";
import { sayProblem } from "./problemText";
import { signals } from "./signals";
import { processTerminal } from "./terminal";
import type { Verb, VerbArgs } from "./verb";
import { verbs } from "./verbs";

const main = async (argv: readonly string[]): Promise<number> => {
  const terminal = processTerminal();
  const [name, ...rest] = argv;
  try {
    if (name === undefined || name === "help" || name === "--help" || name === "-h") {
      terminal.out(overview(verbs));
      return name === undefined ? exits.input : exits.done;
    }
    if (name === "--version" || name === "version") {
      terminal.out(ownVersion);
      return exits.done;
    }
    const verb = verbs.find((one) => one.name === name) ?? unknownVerb(name);
    if (rest.includes("--help") || rest.includes("-h")) {
      terminal.out(verbHelp(verb));
      return exits.done;
    }
    return await verb.run(parsed(verb, rest), {
      terminal,
      cwd: process.cwd(),
      env: process.env,
      ...signals(terminal),
    });
  } catch (error) {
    return sayProblem(problemOf(error), terminal);
  }
};

const unknownVerb = (name: string): never => {
  const near = nearest(
    name,
    verbs.map((verb) => verb.name),
  );
  throw inputFailure("unknown-verb", `backcompat has no verb “${name}”`, {
    hint: near ? `Did you mean “backcompat ${near}”?` : "backcompat --help lists them.",
  });
};

const parsed = (verb: Verb, rest: readonly string[]): VerbArgs => {
  const { values, positionals } = parsedOrFailure(verb, rest);
  return {
    words: positionals,
    flag: (name) => values[name] === true,
    text: (name) => {
      const value = values[name];
      return typeof value === "string" ? value : undefined;
    },
    texts: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.map(String) : [];
    },
  };
};

const parsedOrFailure = (verb: Verb, rest: readonly string[]) => {
  try {
    return parseArgs({ args: [...rest], options: verb.options, allowPositionals: true, strict: true });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw inputFailure("bad-arguments", `backcompat ${verb.name}: ${message.split(". ")[0]}`, {
      hint: `Usage: backcompat ${verb.name} ${verb.usage}`,
      cause,
    });
  }
};

// Should the event loop ever run empty before we are done, that must not look like a good end.
process.exitCode = exits.machine;
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

import { createInterface } from "node:readline/promises";
import { type Cleanable, cleanables } from "../../emulation/cleaning";
import { makeStateFolder, stateFolder } from "../../emulation/stateFolder";
import { exits, inputFailure } from "../../util/problem";
import { bytes, plural } from "../../util/text";
import { explainJson, jsonOption } from "../options";
import type { Cli, Verb } from "../verb";

export const clean: Verb = {
  name: "clean",
  summary: "Show what the state folder holds, and remove what you agree to",
  usage: "[--yes] [--dry-run] [--keep-logs] [--json]",
  example: "backcompat clean --dry-run",
  options: {
    ...jsonOption,
    yes: { type: "boolean" },
    "dry-run": { type: "boolean" },
    "keep-logs": { type: "boolean" },
  },
  explain: {
    ...explainJson,
    yes: "remove without asking",
    "dry-run": "only show",
    "keep-logs": "leave the logs of past emulations",
  },
  run: async (args, cli) => {
    const state = stateFolder(cli.env);
    await makeStateFolder(state);
    const all = (await cleanables(state)).filter(
      ({ kind }) => !(args.flag("keep-logs") && kind === "emulation"),
    );
    const free = all.filter(({ keep }) => keep === undefined);
    if (!args.flag("json")) for (const one of all) cli.terminal.out(row(one));
    const agreed = !args.flag("dry-run") && free.length > 0 && (args.flag("yes") || (await asked(free, cli)));
    if (agreed) for (const one of free) await one.remove();
    if (args.flag("json"))
      cli.terminal.out(JSON.stringify({ removed: agreed ? free.map(asJson) : [], all: all.map(asJson) }));
    cli.terminal.say(agreed ? `removed ${total(free)}` : `${state.root}: ${total(all)}; nothing was removed`);
    return exits.done;
  },
};

const asked = async (free: readonly Cleanable[], cli: Cli): Promise<boolean> => {
  if (!process.stdin.isTTY) {
    throw inputFailure(
      "not-asked",
      "backcompat clean asks before it removes anything, and nobody is there to answer",
      {
        hint: "Give it --yes, or --dry-run only to look.",
      },
    );
  }
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await prompt.question(`Remove ${total(free)}? [y/N] `, { signal: cli.signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    prompt.close();
  }
};

const row = ({ what, bytes: size, keep }: Cleanable): string =>
  `${bytes(size).padStart(9)}  ${what}${keep === undefined ? "" : `  — stays: ${keep}`}`;

const total = (some: readonly Cleanable[]): string =>
  `${plural(some.length, "thing")}, ${bytes(some.reduce((sum, one) => sum + one.bytes, 0))}`;

const asJson = ({ remove: _, ...rest }: Cleanable): object => rest;

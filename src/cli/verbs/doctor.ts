import { inspectMachine } from "../../emulation/inspectMachine";
import { exits } from "../../util/problem";
import { explainJson, jsonOption } from "../options";
import type { Verb } from "../verb";

export const doctor: Verb = {
  name: "doctor",
  summary: "Show what this machine has, what is missing, and how to get it",
  usage: "[--json]",
  example: "backcompat doctor",
  options: jsonOption,
  explain: explainJson,
  run: async (args, cli) => {
    const findings = await inspectMachine(cli.env, cli.signal);
    if (args.flag("json")) cli.terminal.out(JSON.stringify(findings));
    else {
      for (const { name, found, need, how } of findings) {
        const mark = found === undefined ? (need === "needed" ? "✗" : "–") : "✓";
        cli.terminal.out(`${mark} ${name.padEnd(16)} ${found ?? `not here (${need}): ${how}`}`);
      }
    }
    return findings.some(({ found, need }) => found === undefined && need === "needed")
      ? exits.machine
      : exits.done;
  },
};

import type { Finding } from "../../emulation/finding";
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
    else for (const finding of findings) cli.terminal.out(lineOf(finding));
    return findings.some(({ found, need }) => found === undefined && need === "needed")
      ? exits.machine
      : exits.done;
  },
};

const lineOf = ({ name, found, need, how, trouble }: Finding): string => {
  const mark = found === undefined ? (need === "needed" ? "✗" : "–") : "✓";
  const missing = trouble === undefined ? `not here (${need}): ${how}` : `${trouble}. ${how}`;
  return `${mark} ${name.padEnd(16)} ${found ?? missing}`;
};

import type { Emulation } from "../../src/emulation/emulation";
import type { DapClient } from "./client";

/** The transcript with what differs from run to run taken out; order within a side's output is not promised. */
export const masked = (transcript: DapClient["transcript"], folder: string, emulation: Emulation): string => {
  const places: [string, string][] = [
    ...[...emulation.run.values.sides].map(([side, { dir }]): [string, string] => [dir, `DIR-OF-${side}`]),
    [folder, "FOLDER"],
    [emulation.id, "EMULATION"],
  ];
  return `${transcript
    .map(({ from, message }) => `${from === "client" ? "→" : "←"} ${JSON.stringify(message)}`)
    .filter((line) => !line.includes('"event":"output"'))
    .map((line) => places.reduce((text, [what, name]) => text.replaceAll(what, name), line))
    .map((line) =>
      line
        .replaceAll(/"(seq|request_seq)":\d+,?/g, "")
        .replaceAll(/"rules":\[[^\]]*\]/g, '"rules":RULES')
        .replaceAll(/"port":\d+/g, '"port":PORT'),
    )
    .join("\n")}\n`;
};

/** What the ports of a container must say, which the shape can't. */
import type { Problem } from "../util/problem";
import { at, type Located, problemOn } from "./located";
import { keyed, variants } from "./names";

export const containerProblems = (service: Located): readonly Problem[] => {
  const isCompose = at(service, "compose") !== undefined;
  const isContainer = isCompose || at(service, "image") !== undefined || at(service, "build") !== undefined;
  return keyed(at(service, "ports")).flatMap(([, port]) => [
    ...(isContainer ? noNumber(port) : []),
    ...(isCompose ? [] : ofNoCompose(port)),
  ]);
};

const noNumber = (port: Located): readonly Problem[] =>
  port.kind !== "object" || ["container", "preferred", "fixed"].some((key) => at(port, key) !== undefined)
    ? []
    : [
        problemOn(port, {
          code: "missing-key",
          message: "nothing says which port of the container this is",
          hint: 'Write "container": 5432, say.',
        }),
      ];

const ofNoCompose = (port: Located): readonly Problem[] =>
  variants(at(port, "service")).map((node) =>
    problemOn(node, {
      code: "too-many-keys",
      message: 'the "service" of a port goes only with "compose"',
      hint: "Take it out.",
    }),
  );

import { type LogFilter, type LogLevel, type LogView, logLevels } from "../../logs/view";
import { inputFailure } from "../../util/problem";
import { nearest } from "../../util/text";
import type { VerbArgs } from "../verb";

/** What the options ask of the lines; a name that is none is an error with the nearest one. */
export const filterOf = (args: VerbArgs, { sources }: LogView, mayCome: readonly string[]): LogFilter => {
  const services = args.texts("service");
  const sides = args.texts("side");
  const level = args.text("level");
  const grep = args.text("grep");
  const known = {
    services: [...sources.map(({ service }) => service), ...mayCome],
    sides: sources.flatMap(({ side }) => side ?? []),
  };
  for (const service of services) mustBe("service", service, known.services);
  for (const side of sides) mustBe("side", side, known.sides);
  return {
    ...(services.length > 0 ? { services } : {}),
    ...(sides.length > 0 ? { sides } : {}),
    ...(level === undefined ? {} : { minLevel: levelOf(level) }),
    ...(grep === undefined ? {} : { text: { text: grep, regex: true, caseSensitive: true } }),
  };
};

export const tailOf = (args: VerbArgs): number | undefined => {
  const tail = args.text("tail");
  if (tail === undefined) return undefined;
  if (/^\d{1,9}$/.test(tail)) return Number(tail);
  throw inputFailure("bad-tail", `--tail ${tail} is no number of lines`, { hint: "For example --tail 100" });
};

const mustBe = (kind: "service" | "side", name: string, known: readonly string[]): void => {
  if (known.includes(name)) return;
  const near = nearest(name, known);
  const all = [...new Set(known)].join(", ");
  throw inputFailure(`unknown-${kind}`, `There are no lines of a ${kind} “${name}” in this log`, {
    hint: `${near === undefined ? "" : `Did you mean ${near}? `}${all === "" ? "It is empty." : `There are ${all}.`}`,
  });
};

const levelOf = (name: string): LogLevel => {
  const wanted = name.toLowerCase() === "warn" ? "warning" : name.toLowerCase();
  const level = logLevels.find((one) => one === wanted);
  if (level !== undefined) return level;
  const near = nearest(wanted, logLevels);
  throw inputFailure("unknown-level", `--level ${name} is no level`, {
    hint: `${near === undefined ? "" : `Did you mean ${near}? `}There are ${logLevels.join(", ")}.`,
  });
};

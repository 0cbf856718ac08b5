import { asTyped } from "../processes/quoting";
import type { Exited } from "../processes/types";
import { exits, Failure } from "../util/problem";
import { duration } from "../util/text";
import type { ServiceSpec } from "./types";

export const endedWith = ({ code, signal, why }: Exited): string => {
  const besides = why === undefined ? "" : ` (${why})`;
  if (code !== undefined) return `ended with exit code ${code}${besides}`;
  return `${signal === undefined ? "ended" : `was ended by ${signal}`}${besides}`;
};

/** `red`, for a service that doesn't get ready is a finding about these versions and not about the machine. */
export const endedByItself = (
  spec: ServiceSpec,
  exit: Exited,
  when: "early" | "late",
  lines: readonly string[],
): Failure =>
  new Failure({
    code: "service-ended",
    message: `${spec.name} ${endedWith(exit)}${when === "early" ? " before it was ready" : ""}`,
    hint: `${linesHint(lines)} To try it by hand, in ${spec.cwd}: ${commandLine(spec)}`,
    exit: exits.red,
    lines,
  });

export const neverReady = (spec: ServiceSpec, unmet: readonly string[], lines: readonly string[]): Failure =>
  new Failure({
    code: "service-not-ready",
    message: `${spec.name} was not ready after ${duration(spec.readyTimeoutMs)}: ${unmet.join("; ")}`,
    hint: `${linesHint(lines)} Correct what \`ready\` asks for, or give it a longer \`timeout\`.`,
    exit: exits.red,
    lines,
  });

const linesHint = (lines: readonly string[]): string =>
  lines.length === 0 ? "It printed nothing." : "Its last lines may say why.";

const commandLine = ({ argv, shell }: ServiceSpec): string => (shell ? argv.join(" ") : asTyped(argv));

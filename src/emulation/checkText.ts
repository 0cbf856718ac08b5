import { asTyped } from "../processes/quoting";
import type { SettledCheck } from "../scenario/settled";

/** What the plan says of the checks. */
export const checkLines = (checks: readonly SettledCheck[]): string[] =>
  checks.map(
    (check) => `${check.name}${check.side === undefined ? "" : `, by ${check.side}`}: ${whatItDoes(check)}`,
  );

const whatItDoes = (check: SettledCheck): string => {
  switch (check.kind) {
    case "run":
    case "tests":
      return asTyped(check.command.run);
    case "http":
    case "graphql":
      return `${check.request.method} ${check.request.path} of ${check.request.service}`;
    case "log":
      return `what ${check.service ?? "the services"} must and must not log`;
  }
};

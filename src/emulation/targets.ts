import { inputFailure } from "../util/problem";
import { nearest } from "../util/text";
import type { Plan } from "./plan";
import type { DebugWish } from "./run";

/** Services that are asked for by name are there and can be debugged; a slip would go unnoticed. */
export const checkTargets = ({ settled }: Plan, { services }: DebugWish): void => {
  if (services === "all" || services === "none") return;
  const all = Object.values(settled.services);
  const able = all.filter(({ debug }) => debug !== undefined).map(({ name }) => name);
  const wrong = services.find((name) => !able.includes(name));
  if (wrong !== undefined) throw notATarget(wrong, able, Object.hasOwn(settled.services, wrong));
};

const notATarget = (name: string, able: readonly string[], isThere: boolean): Error => {
  const near = nearest(name, able);
  const message = isThere
    ? `The service “${name}” has no “debug” in the scenario, so it can't be debugged`
    : `There is no service “${name}” to debug`;
  return inputFailure("not-a-target", message, {
    hint: `${near === undefined ? "" : `Did you mean ${near}? `}These can be debugged: ${able.join(", ") || "none"}.`,
  });
};

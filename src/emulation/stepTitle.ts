import type { Plan, Step } from "./plan";

/** A step in few words, for progress: a service by its name, side and version instead of its command. */
export const stepTitle = (step: Step, { settled }: Plan): string => {
  if (step.kind !== "service") return step.title;
  const side = settled.services[step.service]?.side;
  const version = side === undefined ? undefined : settled.sides[side]?.version?.name;
  return [step.service.padEnd(12), side, version].filter((part) => part !== undefined).join(" ");
};

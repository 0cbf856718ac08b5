import { inputFailure } from "../util/problem";
import type { Step } from "./plan";

/** As they can be done, otherwise as they stand; a circle would wait for itself for ever. */
export const inOrder = (steps: readonly Step[]): Step[] => {
  const left = [...steps];
  const done = new Set<string>();
  const ordered: Step[] = [];
  while (left.length > 0) {
    const next = left.findIndex((step) => step.after.every((id) => done.has(id) || !isThere(steps, id)));
    const [step] = next < 0 ? [] : left.splice(next, 1);
    if (step === undefined) throw circle(left);
    done.add(step.id);
    ordered.push(step);
  }
  return ordered;
};

const isThere = (steps: readonly Step[], id: string): boolean => steps.some((step) => step.id === id);

const circle = (left: readonly Step[]): Error =>
  inputFailure("step-circle", "Some steps of this scenario wait for each other", {
    lines: left.map(({ id, after }) => `${id} waits for ${after.join(", ")}`),
    hint: "Take one of these out of `after`, or use a value of it only in what comes later.",
  });

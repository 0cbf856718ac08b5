import type { EmulationEvent } from "../../emulation/events";
import type { Plan, Step } from "../../emulation/plan";
import { stepTitle } from "../../emulation/stepTitle";

type StepState = Extract<EmulationEvent, { kind: "step" }>["state"];

/** Which step to name while several run beside each other. */
export class RunningSteps {
  readonly #running = new Map<string, Step>();
  #done = 0;

  /** What to show now; undefined where nothing runs, as between two steps. */
  next(step: Step, state: StepState, plan: Plan): string | undefined {
    if (state === "running") this.#running.set(step.id, step);
    else if (this.#running.delete(step.id)) this.#done++;
    const latest = [...this.#running.values()].at(-1);
    return latest && `${this.#done + 1} of ${plan.steps.length} · ${stepSentence(latest, plan)}`;
  }
}

/** A step as the beginning of a sentence: `Start grpc (userCode 1.0.0)`. */
export const stepSentence = (step: Step, plan: Plan): string => {
  const title = stepTitle(step, plan).replaceAll(/\s+/g, " ").trim();
  if (step.kind !== "service") return `${title.slice(0, 1).toUpperCase()}${title.slice(1)}`;
  const side = title.slice(step.service.length).trim();
  return side === "" ? `Start ${step.service}` : `Start ${step.service} (${side})`;
};

import type { Tree } from "../trees/types";
import { stableJson } from "../util/json";
import { inputFailure } from "../util/problem";
import type { Plan, Step } from "./plan";
import type { Run } from "./run";
import { runSteps } from "./steps";
import { restoreBelow } from "./undo";

/**
 * Goes over to a plan with other versions: the services of the sides that differ are stopped, their files given
 * back, and started again from their new trees. What belongs to the other sides keeps running, on the same ports.
 */
export const goOver = async (
  run: Run,
  next: Plan,
  trees: Map<string, Tree>,
  signal: AbortSignal,
  doStep: (step: Step, signal: AbortSignal) => Promise<void>,
): Promise<void> => {
  const changed = changedSides(run.plan, next);
  if (changed.size === 0) return;
  refuseOthers(run.plan, next);
  await stopServicesOf(run, changed);
  for (const side of changed) {
    const at = run.values.sides.get(side);
    if (at) await restoreBelow(run.id, at.dir, run.world.state);
    trees.delete(side);
    run.values.sides.delete(side);
  }
  run.plan = next;
  const steps = next.steps.filter((step) => concerns(step, next, changed));
  const ids = new Set(steps.map(({ id }) => id));
  const free = steps.map((step) => ({ ...step, after: step.after.filter((id) => ids.has(id)) }));
  await runSteps(free, signal, doStep);
};

export const changedSides = (before: Plan, after: Plan): Set<string> =>
  new Set(
    Object.keys(after.settled.sides).filter(
      (name) => stableJson(before.settled.sides[name]) !== stableJson(after.settled.sides[name]),
    ),
  );

/** Services may differ in their command, but not come and go: their ports were given out at the start. */
const refuseOthers = (before: Plan, after: Plan): void => {
  const [old, now] = [before, after].map(({ settled }) => Object.keys(settled.services).sort().join(", "));
  if (old === now) return;
  throw inputFailure(
    "other-services",
    `At these versions the scenario has other services: ${now} instead of ${old}`,
    {
      hint: "Stop the emulation and start it with these versions.",
    },
  );
};

const stopServicesOf = async (run: Run, sides: ReadonlySet<string>): Promise<void> => {
  const { services } = run.plan.settled;
  const names = [...run.services.keys()].filter((name) => sides.has(services[name]?.side ?? ""));
  await Promise.all(names.map((name) => run.services.get(name)?.stop()));
};

const concerns = (step: Step, { settled }: Plan, sides: ReadonlySet<string>): boolean => {
  switch (step.kind) {
    case "tree":
    case "environment":
      return sides.has(step.side);
    case "rewrite":
      return sides.has(settled.rewrites[step.rewrite]?.side ?? "");
    case "service":
      return sides.has(settled.services[step.service]?.side ?? "");
    case "setup":
      return sides.has(settled.setup[step.setup]?.side ?? "");
  }
};

import type { Tree } from "../trees/types";
import { stableJson } from "../util/json";
import { inputFailure, machineFailure } from "../util/problem";
import { placeContainers } from "./containers/containerSpec";
import { containersIn } from "./containers/wanted";
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
  refuseOthers(run.plan, next);
  // What failed on the way is done again, though the plan is the same.
  const changed = new Set([...changedSides(run.plan, next), ...run.unfinished]);
  if (changed.size === 0) return;
  for (const side of changed) run.unfinished.add(side);
  await stopServicesOf(run, changed);
  for (const side of changed) await leave(run, side, trees);
  const had = new Set(run.plan.steps.map(({ id }) => id));
  run.plan = next;
  run.values.inside.clear();
  placeContainers(containersIn(next.settled), run.values);
  const steps = next.steps.filter((step) => concerns(step, next, changed) || isNewOnEngine(step, had));
  const ids = new Set(steps.map(({ id }) => id));
  const free = steps.map((step) => ({ ...step, after: step.after.filter((id) => ids.has(id)) }));
  await runSteps(free, signal, doStep);
  run.unfinished.clear();
};

/** Sides that differ, or whose services, rewrites or setup do: these may ask for the version of another side. */
export const changedSides = (before: Plan, after: Plan): Set<string> =>
  new Set(
    [...Object.keys(after.settled.sides), noSide].filter(
      (name) => stableJson(of(before, name)) !== stableJson(of(after, name)),
    ),
  );

/** What belongs to no side, such as an image whose tag is a version. */
const noSide = "";

const of = ({ settled }: Plan, side: string): object => {
  const its = (part: { readonly side: string | undefined }): boolean => (part.side ?? noSide) === side;
  return {
    side: settled.sides[side],
    services: Object.values(settled.services).filter(its),
    rewrites: settled.rewrites.filter(its),
    setup: settled.setup.filter(its),
    migrate: settled.migrate.filter(its),
  };
};

/** Services may differ in their command, but not come and go: their ports were given out at the start. */
const refuseOthers = (before: Plan, after: Plan): void => {
  const [old, now] = [before, after].map(servicesOf);
  if (old === now) return;
  throw inputFailure(
    "other-services",
    `At these versions the scenario has other services or ports: ${now} instead of ${old}`,
    { hint: "Stop the emulation and start it with these versions." },
  );
};

const servicesOf = ({ settled }: Plan): string =>
  Object.values(settled.services)
    .map(({ name, ports }) => [name, ...Object.keys(ports).map((port) => `:${port}`)].join(" "))
    .sort()
    .join(", ");

const stopServicesOf = async (run: Run, sides: ReadonlySet<string>): Promise<void> => {
  const { services } = run.plan.settled;
  const names = [...run.services.keys()].filter((name) => sides.has(services[name]?.side ?? noSide));
  await Promise.all(names.map((name) => run.services.get(name)?.stop()));
};

const leave = async (run: Run, side: string, trees: Map<string, Tree>): Promise<void> => {
  const at = run.values.sides.get(side);
  const kept = at === undefined ? [] : await restoreBelow(run.id, at.dir, run.world.state);
  if (kept.length > 0) {
    const { problem } = machineFailure("kept", `Not all files of ${side} could be given back`, {
      lines: kept,
    });
    run.events.fire({ kind: "trouble", problem });
  }
  trees.delete(side);
  run.values.sides.delete(side);
};

/** The network and the volumes of before stay. */
const isNewOnEngine = ({ kind, id }: Step, had: ReadonlySet<string>): boolean =>
  (kind === "network" || kind === "volume") && !had.has(id);

const concerns = (step: Step, { settled }: Plan, sides: ReadonlySet<string>): boolean => {
  switch (step.kind) {
    case "tree":
    case "environment":
      return sides.has(step.side);
    case "rewrite":
      return sides.has(settled.rewrites[step.rewrite]?.side ?? noSide);
    case "state":
    case "network":
    case "volume":
      return false;
    case "image":
    case "service":
      return sides.has(settled.services[step.service]?.side ?? noSide);
    case "migrate":
      return sides.has(settled.migrate[step.migrate]?.side ?? noSide);
    case "setup":
      return sides.has(settled.setup[step.setup]?.side ?? noSide);
  }
};

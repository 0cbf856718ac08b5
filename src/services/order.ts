import { inputFailure } from "../util/problem";
import { nearest } from "../util/text";

export interface Ordered {
  readonly name: string;
  readonly after: readonly string[];
}

/** Layers: all of one may start together, each after the layers before it. Stop them in reverse. */
export const startOrder = <T extends Ordered>(services: readonly T[]): T[][] => {
  const names = new Set(services.map(({ name }) => name));
  for (const service of services) for (const name of service.after) mustBeThere(service, name, names);
  const layers: T[][] = [];
  const done = new Set<string>();
  let left = [...services];
  while (left.length > 0) {
    const layer = left.filter(({ after }) => after.every((name) => done.has(name)));
    if (layer.length === 0) throw cycle(left);
    layers.push(layer);
    for (const { name } of layer) done.add(name);
    left = left.filter(({ name }) => !done.has(name));
  }
  return layers;
};

const mustBeThere = (service: Ordered, name: string, names: ReadonlySet<string>): void => {
  if (names.has(name)) return;
  const near = nearest(name, names);
  throw inputFailure("unknown-service", `${service.name} comes after ${name}, which is no service here`, {
    hint: near ? `Did you mean ${near}?` : `Services are: ${[...names].join(", ")}.`,
  });
};

/** Follows `after` until a name comes again: that is the cycle, without what merely hangs on it. */
const cycle = (left: readonly Ordered[]): Error => {
  const byName = new Map(left.map((service) => [service.name, service]));
  const way: string[] = [];
  for (let at = left[0]; at !== undefined && !way.includes(at.name); ) {
    way.push(at.name);
    at = byName.get(at.after.find((name) => byName.has(name)) ?? "");
  }
  const last = byName.get(way.at(-1) ?? "");
  const from = way.indexOf(last?.after.find((name) => byName.has(name)) ?? "");
  const round = way.slice(from);
  return inputFailure("service-cycle", `Services wait for each other: ${[...round, round[0]].join(" → ")}`, {
    hint: "Take one of these names out of its `after`.",
  });
};

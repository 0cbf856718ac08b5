import type { Names } from "./scope";
import type { PortWish, Settled } from "./settled";
import { variablesFor } from "./variables";

/** What `${...}` may say in a settled scenario's templates; `ports` are those of the service or check around. */
export const knownVariables = (
  settled: Settled,
  ports: Readonly<Record<string, PortWish>> = {},
): readonly string[] =>
  variablesFor(
    { names: namesOf(settled), side: undefined, ports: new Set(Object.keys(ports)), args: undefined },
    "all",
  );

const namesOf = (settled: Settled): Names => ({
  axes: new Set(Object.keys(settled.versions)),
  gitAxes: new Set(),
  sides: new Set(Object.keys(settled.sides)),
  services: new Map(
    Object.values(settled.services).map(({ name, ports }) => [name, new Set(Object.keys(ports))]),
  ),
  setup: new Set(settled.setup.map(({ name }) => name)),
  outputs: new Set(settled.setup.flatMap(({ outputs }) => Object.keys(outputs))),
  files: new Set(settled.rewrites.flatMap(({ name }) => name ?? [])),
  actions: new Set(Object.keys(settled.actions)),
  checks: new Set(Object.keys(settled.checks)),
  engines: new Set(Object.keys(settled.engines)),
});

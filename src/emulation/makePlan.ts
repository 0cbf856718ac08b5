import { asTyped } from "../processes/quoting";
import type { Settled, SettledCommand, SettledService, SettledSide } from "../scenario/settled";
import { containerBefore, containerSteps, networkBefore } from "./containers/steps";
import { isContainer } from "./containers/wanted";
import { commandTexts, impliedBy, rewriteTexts, serviceTexts } from "./implied";
import { inOrder } from "./inOrder";
import type { Plan, Step } from "./plan";
import { migrateSteps, migrationsBefore, stateBefore, stateSteps } from "./stateSteps";
import { rewritesBefore, sideBefore } from "./stepsBefore";

/** Sides first, independently of each other; what rewrites a side's tree before what runs in it. */
export const makePlan = (settled: Settled, { emptyState = false } = {}): Plan => ({
  format: 1,
  settled,
  steps: inOrder([
    ...Object.values(settled.sides).flatMap((side) => sideSteps(settled, side)),
    ...settled.rewrites.map((_, index) => rewriteStep(settled, index)),
    ...stateSteps(settled, emptyState),
    ...containerSteps(settled),
    ...Object.values(settled.services).map((service) => serviceStep(settled, service)),
    ...migrateSteps(settled),
    ...settled.setup.map((_, index) => setupStep(settled, index)),
  ]),
});

export const sideLabel = (side: SettledSide): string =>
  side.version === undefined ? side.name : `${side.name} ${side.version.name}`;

const sideSteps = (settled: Settled, side: SettledSide): Step[] => {
  const tree = treeStep(settled, side);
  const environment: Step = {
    kind: "environment",
    id: `environment:${side.name}`,
    side: side.name,
    title: `environment ${side.name}`,
    after: tree ? [tree.id] : [],
  };
  if (side.source.kind === "image") return [];
  return tree ? [tree, environment] : [environment];
};

const treeStep = (settled: Settled, side: SettledSide): Step | undefined => {
  if (side.source.kind !== "git") return undefined;
  return {
    kind: "tree",
    id: `tree:${side.name}`,
    side: side.name,
    exclusive: writesInto(settled, side),
    title: `check out ${side.source.ref} for ${side.name}`,
    undo: "give the tree back",
    after: [],
  };
};

/** A tree that something is rewritten or built in must be the emulation's own. */
const writesInto = (settled: Settled, side: SettledSide): boolean =>
  side.environment.kind === "commands" ||
  settled.rewrites.some((rewrite) => rewrite.side === side.name && rewrite.as === "in-place");

const rewriteStep = (settled: Settled, index: number): Step => {
  const rewrite = settled.rewrites[index];
  const side = rewrite ? settled.sides[rewrite.side] : undefined;
  const copy = rewrite?.as === "copy";
  return {
    kind: "rewrite",
    id: `rewrite:${index}`,
    rewrite: index,
    title: `rewrite ${copy ? "a copy of " : ""}${rewrite?.file ?? ""} of ${rewrite?.side ?? ""}`,
    undo: copy ? "remove the copy" : "restore its exact bytes, keeping edits made meanwhile",
    after: [
      ...(side ? [`environment:${side.name}`] : []),
      ...sameFileBefore(settled, index),
      ...(rewrite ? networkBefore(settled, rewrite.side) : []),
      ...(rewrite ? impliedBy(settled, rewriteTexts(rewrite)) : []),
    ],
  };
};

/** Two rewrites of one file take turns. */
const sameFileBefore = (settled: Settled, index: number): string[] => {
  const { side, file } = settled.rewrites[index] ?? {};
  return settled.rewrites
    .slice(0, index)
    .flatMap((other, at) => (other.side === side && other.file === file ? [`rewrite:${at}`] : []));
};

const serviceStep = (settled: Settled, service: SettledService): Step => ({
  kind: "service",
  id: `service:${service.name}`,
  service: service.name,
  title: `start ${service.name}${service.side ? ` of ${service.side}` : ""}: ${commandText(service)}`,
  undo: isContainer(service) ? "stop it and remove its container" : "stop it and all it started",
  after: [
    ...sideBefore(settled, service),
    ...rewritesBefore(settled, service),
    ...stateBefore(settled),
    ...containerBefore(service),
    ...service.after.map((name) => `service:${name}`),
    ...settled.setup.flatMap((setup, index) =>
      setupBefore(settled, service, setup) ? [`setup:${index}`] : [],
    ),
    ...migrationsBefore(settled, (migration) => setupBefore(settled, service, migration)),
    ...impliedBy(settled, serviceTexts(settled, service)),
  ],
});

/** A setup step runs before whatever starts later than the services that it waits for; without any, before all. */
const setupBefore = (settled: Settled, service: SettledService, setup: SettledCommand): boolean =>
  servicesBefore(settled, setup).every((name) => name !== service.name && service.after.includes(name));

const servicesBefore = (settled: Settled, setup: SettledCommand): string[] => [
  ...setup.after,
  ...impliedBy(settled, commandTexts(settled, setup)).flatMap((id) =>
    id.startsWith("service:") ? [id.slice("service:".length)] : [],
  ),
];

const setupStep = (settled: Settled, index: number): Step => {
  const setup = settled.setup[index];
  return {
    kind: "setup",
    id: `setup:${index}`,
    setup: index,
    title: `setup ${setup?.name ?? index}: ${setup ? asTyped(setup.run) : ""}`,
    after: [
      ...(setup?.side && settled.sides[setup.side] ? [`environment:${setup.side}`] : []),
      ...stateBefore(settled),
      ...(setup?.after ?? []).map((name) => `service:${name}`),
      ...migrationsBefore(settled, ({ after }) => after.every((name) => setup?.after.includes(name))),
      ...(setup ? impliedBy(settled, commandTexts(settled, setup)) : []),
    ],
  };
};

const commandText = ({ what }: SettledService): string => {
  switch (what.kind) {
    case "process":
      return asTyped(what.run);
    case "image":
      return `a container of ${what.image}`;
    case "build":
      return `a container built from ${what.context}`;
    case "compose":
      return `compose ${what.files.join(", ")}`.trim();
  }
};

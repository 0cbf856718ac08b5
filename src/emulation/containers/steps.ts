import type { Settled, SettledService } from "../../scenario/settled";
import { volumesIn } from "../../services/container/mounts";
import { impliedBy } from "../implied";
import type { Step } from "../plan";
import { rewritesBefore, sideBefore } from "../stepsBefore";
import { engineOf, usualEngine } from "./engines";
import {
  type ContainerService,
  containersIn,
  containerTexts,
  engineOfSide,
  enginesIn,
  isContainer,
  runningOf,
} from "./wanted";

/** What there must be on engines before containers start. */
export const containerSteps = (settled: Settled): Step[] => [
  ...enginesIn(settled).map(networkStep),
  ...volumeSteps(settled),
  ...containersIn(settled).flatMap((service) => imageStep(settled, service)),
];

/** Those that one service waits for. */
export const containerBefore = (service: SettledService): string[] => {
  if (!isContainer(service)) return [];
  const engine = engineOf(service);
  return [
    networkId(engine),
    ...(service.what.kind === "compose" ? [] : [`image:${service.name}`]),
    ...volumesOf(service).map((volume) => volumeId(engine, volume)),
  ];
};

/** Where containers reach what is beside them is known with their network. */
export const networkBefore = (settled: Settled, side: string): string[] => {
  const engine = engineOfSide(settled, side);
  return engine === undefined ? [] : [networkId(engine)];
};

const networkId = (engine: string): string => `network:${engine}`;
const volumeId = (engine: string, volume: string): string => `volume:${engine}:${volume}`;

const on = (engine: string): string => (engine === usualEngine ? "" : ` on ${engine}`);

const networkStep = (engine: string): Step => ({
  kind: "network",
  id: networkId(engine),
  engine,
  title: `make a network for its containers${on(engine)}`,
  undo: "remove it",
  after: [],
});

const volumesOf = ({ what }: ContainerService): string[] => volumesIn(runningOf(what)?.volumes ?? []);

/** Two services that name the same volume share it. */
const volumeSteps = (settled: Settled): Step[] => {
  const steps = new Map<string, Step>();
  for (const service of containersIn(settled))
    for (const volume of volumesOf(service)) {
      const step = volumeStep(settled, engineOf(service), volume);
      steps.set(step.id, step);
    }
  return [...steps.values()];
};

const volumeStep = ({ state }: Settled, engine: string, volume: string): Step => ({
  kind: "volume",
  id: volumeId(engine, volume),
  engine,
  volume,
  title:
    state === "fresh" ? `make the volume ${volume}${on(engine)}` : `keep the volume ${volume}${on(engine)}`,
  after: state === "fresh" ? [] : ["state"],
  ...(state === "fresh" ? { undo: "remove it" } : {}),
});

const imageStep = (settled: Settled, service: ContainerService): Step[] => {
  const { what, name } = service;
  if (what.kind === "compose") return [];
  const build = what.kind === "build";
  const title = build
    ? `build the image of ${name}${service.side ? ` of ${service.side}` : ""} from ${what.context}`
    : `have the image ${what.image}${on(engineOf(service))}`;
  return [
    {
      kind: "image",
      id: `image:${name}`,
      service: name,
      title,
      after: [
        ...(build ? [...sideBefore(settled, service), ...rewritesBefore(settled, service)] : []),
        ...impliedBy(settled, containerTexts(what)),
      ],
    },
  ];
};

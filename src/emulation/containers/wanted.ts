import type {
  Settled,
  SettledContainer,
  SettledRewrite,
  SettledService,
  SettledServiceKind,
} from "../../scenario/settled";
import { templateVariables } from "../../scenario/template";
import { engineOf } from "./engines";

/** What a settled scenario wants of engines: pure. */
export type ContainerKind = Exclude<SettledServiceKind, { kind: "process" }>;

export interface ContainerService extends SettledService {
  readonly what: ContainerKind;
}

export const isContainer = (service: SettledService): service is ContainerService =>
  service.what.kind !== "process";

export const containersIn = ({ services }: Settled): ContainerService[] =>
  Object.values(services).filter(isContainer);

export const enginesIn = (settled: Settled): string[] => [...new Set(containersIn(settled).map(engineOf))];

/** Undefined for compose, whose file says how its containers are run. */
export const runningOf = (what: ContainerKind): SettledContainer | undefined =>
  what.kind === "compose" ? undefined : what.container;

/** All texts of a service's container that may hold variables. */
export const containerTexts = (what: ContainerKind): string[] => {
  const { run = [], entrypoint = [], volumes = [], user, workdir } = runningOf(what) ?? {};
  return [...ownTexts(what), ...run, ...entrypoint, ...volumes, ...given(user), ...given(workdir)];
};

const ownTexts = (what: ContainerKind): string[] => {
  switch (what.kind) {
    case "image":
      return [what.image];
    case "build":
      return [what.context, ...given(what.dockerfile), ...Object.values(what.args), ...given(what.target)];
    case "compose":
      return [...what.files, ...what.envFiles];
  }
};

const given = (text: string | undefined): string[] => (text === undefined ? [] : [text]);

/** The engine in whose containers alone a side's files are used; undefined where a process uses them, or nobody. */
export const engineOfSide = ({ services }: Settled, side: string): string | undefined => {
  const users = Object.values(services).filter((service) => service.side === side);
  const engines = new Set(users.map((service) => (isContainer(service) ? engineOf(service) : undefined)));
  const [only] = engines;
  return engines.size === 1 ? only : undefined;
};

/** Services elsewhere that containers of this engine name, by host or port. */
export const neededFrom = (settled: Settled, engine: string): string[] => {
  const here = containersIn(settled).filter((service) => engineOf(service) === engine);
  const texts = [
    ...here.flatMap((service) => [
      ...containerTexts(service.what),
      ...Object.values(service.env),
      ...Object.values(settled.sides[service.side ?? ""]?.env ?? {}),
    ]),
    ...settled.rewrites.flatMap((rewrite) =>
      engineOfSide(settled, rewrite.side) === engine ? textsOf(rewrite) : [],
    ),
  ];
  const named = texts
    .flatMap(templateVariables)
    .flatMap((name) => /^services\.([^.]+)\.(?:host|ports\..+)$/.exec(name)?.[1] ?? []);
  const own = new Set(here.map(({ name }) => name));
  return [...new Set(named)].filter((name) => !own.has(name));
};

const textsOf = ({ set, replace }: SettledRewrite): string[] => [
  ...Object.values(set).filter((value) => typeof value === "string"),
  ...replace.map(({ with: text }) => text),
];

import type { SettledService } from "../../scenario/settled";
import { parseMount, type Wished } from "../../services/container/mounts";
import type { ContainerSpec, Mount, Published } from "../../services/container/types";
import { inputFailure } from "../../util/problem";
import type { Run } from "../run";
import { fillAll, fillIn, fillRecord, type Inside, seenFrom, type Values } from "../values";
import { type EngineAtWork, engineOf } from "./engines";
import { folderOfService } from "./folder";
import { marksOf, nameOf } from "./ownership";
import { volumeName } from "./volume";
import { type ContainerService, runningOf } from "./wanted";

/** A service's container with everything filled in, as its engine sees it. */
export const containerSpec = (run: Run, service: ContainerService, at: EngineAtWork): ContainerSpec => {
  const { name, side } = service;
  const values = seenFrom(at.name, run.values);
  const { run: command, entrypoint, volumes = [], user, workdir, memory } = runningOf(service.what) ?? {};
  const fillOne = (text: string): string => fillIn(text, values, name);
  const folder = folderOfService(run, service);
  return {
    name: nameOf(run.id, name),
    image: imageOf(run, name),
    network: nameOf(run.id),
    aliases: [name],
    labels: marksOf(run, { service: name, side }),
    env: containerEnv(run, service, values),
    mounts: volumes.map((text) => mountOf(run, parseMount(fillOne(text), folder), at)),
    publish: publishOf(run, service, at),
    run: command && fillAll(command, values, name),
    entrypoint: entrypoint && fillAll(entrypoint, values, name),
    user: user === undefined ? undefined : fillOne(user),
    workdir: workdir === undefined ? undefined : fillOne(workdir),
    memory,
    hosts: hostsOf(values, at.name),
  };
};

/** Known from the start, as ports are: whoever names it need not wait for it. */
export const placeContainers = (services: readonly ContainerService[], values: Values): void => {
  for (const service of services) values.inside.set(service.name, insideOf(service));
};

/** By the service's name, and the inner ports. */
const insideOf = (service: ContainerService): Inside => ({
  engine: engineOf(service),
  host: hostInside(service),
  ports: Object.fromEntries(
    Object.entries(service.ports).flatMap(([name, { container }]) =>
      container === undefined ? [] : [[name, container] as const],
    ),
  ),
});

/** Of a compose project, the one that has the first port. */
const hostInside = ({ name, what, ports }: ContainerService): string => {
  const [first] = Object.entries(ports);
  return what.kind !== "compose" || first === undefined ? name : `${name}-${first[1].service ?? first[0]}`;
};

const imageOf = (run: Run, name: string): string => {
  const image = run.images.get(name);
  if (image !== undefined) return image;
  throw inputFailure("no-image", `The image of ${name} is not known yet`);
};

/** Of the user's own variables none: an image brings its own. */
const containerEnv = (run: Run, { side, env, name }: SettledService, values: Values) => ({
  ...(side === undefined ? {} : fillRecord(run.plan.settled.sides[side]?.env ?? {}, values, name)),
  ...fillRecord(env, values, name),
});

const mountOf = (run: Run, wished: Wished, { isHere, name }: EngineAtWork): Mount => {
  if (wished.kind === "volume") return { ...wished, name: volumeName(run, wished.volume) };
  if (isHere) return wished;
  throw inputFailure("folder-not-there", `${wished.path} is here, and can't be mounted on ${name}`, {
    hint: "Build it into the image, or run the service on this machine's engine.",
  });
};

const publishOf = (run: Run, { name, ports }: ContainerService, at: EngineAtWork): Published[] =>
  Object.entries(ports).flatMap(([port, { container }]) => {
    const outside = run.values.ports.get(name)?.[port];
    if (container === undefined || outside === undefined) return [];
    return [{ inside: container, ...(at.isHere ? { host: "127.0.0.1", outside } : elsewhere(at)) }];
  });

/** Behind ssh a tunnel leads to its loopback; an engine over the network is reached by the network alone. */
const elsewhere = ({ engine }: EngineAtWork): Omit<Published, "inside"> => ({
  host: engine.spec.host.kind === "ssh" ? "127.0.0.1" : "0.0.0.0",
  outside: undefined,
});

const hostsOf = ({ relayed }: Values, engine: string): string[] =>
  [...(relayed.get(engine)?.values() ?? [])].some(({ host }) => host === "host.docker.internal")
    ? ["host.docker.internal:host-gateway"]
    : [];

import type Dockerode from "dockerode";
import { asTyped } from "../../processes/quoting";
import { openRelay } from "../../processes/relay";
import { containerPorts } from "../../services/container/containerPorts";
import { ServiceContainer } from "../../services/container/running";
import type { ServicePorts, ServiceSpec } from "../../services/types";
import type { Run } from "../run";
import { fillAll, seenFrom } from "../values";
import { containerSpec } from "./containerSpec";
import { dockerRun } from "./dockerRun";
import { engineRef } from "./engineRef";
import { type EngineAtWork, engineOf, followed } from "./engines";
import { folderOfService } from "./folder";
import type { ContainerService } from "./wanted";

/** A container's service as the state machine of services takes it. */
export interface Prepared {
  readonly plain: ServiceSpec;
  readonly ports: ServicePorts;
}

export const prepareContainer = async (
  run: Run,
  service: ContainerService,
  signal: AbortSignal,
): Promise<Prepared> => {
  const at = await run.engines.use(engineOf(service), signal);
  const spec = containerSpec(run, service, at);
  const engine = engineRef(at.engine.spec.host);
  const kept = run.plan.settled.state === "kept" && spec.mounts.some((mount) => mount.kind === "volume");
  const container = new ServiceContainer(spec, {
    engine: at.engine,
    drained: () => run.drained(service.name),
    willMake: (name) => run.journal.write({ kind: "engine", engine, what: "container", name, kept }),
    started: (info) => (at.isHere ? Promise.resolve() : bringPorts(run, service, at, info)),
  });
  run.engines.keep(`${followed}${service.name}`, container);
  return {
    plain: serviceSpec(run, service, asTyped(dockerRun(spec))),
    ports: containerPorts(container, publishedPorts(run, service)),
  };
};

const publishedPorts = (run: Run, { name, ports }: ContainerService): Map<number, number> =>
  new Map(
    Object.entries(ports).flatMap(([port, { container }]) => {
      const outside = run.values.ports.get(name)?.[port];
      return outside === undefined || container === undefined ? [] : [[outside, container] as const];
    }),
  );

export const serviceSpec = (run: Run, service: ContainerService, byHand: string): ServiceSpec => {
  const values = seenFrom(engineOf(service), run.values);
  return {
    name: service.name,
    argv: [byHand],
    shell: true,
    cwd: folderOfService(run, service),
    env: {},
    token: run.token,
    ports: run.values.ports.get(service.name) ?? {},
    ready: service.ready.map((ready) =>
      ready.kind === "run" ? { ...ready, run: fillAll(ready.run, values, service.name) } : ready,
    ),
    readyTimeoutMs: service.readyTimeoutMs,
    restart: service.restart,
  };
};

/** What an engine elsewhere published is reached at our own ports, as if it were here. */
const bringPorts = async (
  run: Run,
  { name, ports }: ContainerService,
  { engine }: EngineAtWork,
  info: Dockerode.ContainerInspectInfo,
): Promise<void> => {
  for (const [port, { container }] of Object.entries(ports)) {
    const outside = Number(info.NetworkSettings.Ports[`${container}/tcp`]?.[0]?.HostPort);
    const own = run.values.ports.get(name)?.[port];
    if (!outside || own === undefined) continue;
    const reached = run.engines.owned.add(await engine.reach(outside, AbortSignal.timeout(reachMs)));
    run.engines.keep(`${name}.${port}`, await openRelay({ host: "127.0.0.1", port: own }, reached));
  }
};

const reachMs = 60_000;

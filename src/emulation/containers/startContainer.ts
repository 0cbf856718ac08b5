import type Dockerode from "dockerode";
import { asTyped } from "../../processes/quoting";
import { openRelay } from "../../processes/relay";
import { containerPorts } from "../../services/container/containerPorts";
import { untilListeningInside } from "../../services/container/listeners";
import { ServiceContainer } from "../../services/container/running";
import type { ServicePorts, ServiceSpec } from "../../services/types";
import { asGivenAndReal, type Debugged, patient } from "../debugging";
import type { Run } from "../run";
import { fillAll, seenFrom } from "../values";
import { containerSpec } from "./containerSpec";
import { containerUnderDebugger, type UnderDebugger } from "./debug/underDebugger";
import { dockerRun } from "./dockerRun";
import { engineRef } from "./engineRef";
import { type EngineAtWork, engineOf, followed } from "./engines";
import { folderOfService } from "./folder";
import type { ContainerService } from "./wanted";

/** A container's service as the state machine of services takes it. */
export interface Prepared {
  readonly plain: ServiceSpec;
  readonly ports: ServicePorts;
  /** Where it starts under a debugger. */
  readonly debugged?: Debugged;
}

export const prepareContainer = async (
  run: Run,
  service: ContainerService,
  signal: AbortSignal,
): Promise<Prepared> => {
  const at = await run.engines.use(engineOf(service), signal);
  const plain = containerSpec(run, service, at);
  const engine = engineRef(at.engine.spec.host);
  const kept = run.plan.settled.state === "kept" && plain.mounts.some((mount) => mount.kind === "volume");
  const willMake = (name: string): void =>
    run.journal.write({ kind: "engine", engine, what: "container", name, kept });
  const under = await containerUnderDebugger(run, service, plain, at, willMake, signal);
  const spec = under?.spec ?? plain;
  const container = new ServiceContainer(spec, {
    engine: at.engine,
    drained: () => run.drained(service.name),
    willMake,
    started: (info) => (at.isHere ? Promise.resolve() : bringPorts(run, service, at, info)),
  });
  run.engines.keep(`${followed}${service.name}`, container);
  const asSpec = serviceSpec(run, service, asTyped(dockerRun(spec).map(run.secrets.mask)));
  return {
    plain: asSpec,
    ports: containerPorts(container, publishedPorts(run, service)),
    ...(under && { debugged: await debuggedOf(run, service, under, container, asSpec) }),
  };
};

const debuggedOf = async (
  run: Run,
  service: ContainerService,
  under: UnderDebugger,
  container: ServiceContainer,
  spec: ServiceSpec,
): Promise<Debugged> => ({
  ...under,
  service,
  spec: patient(run, under.hold, spec),
  trees: await asGivenAndReal([...run.values.sides.values()].map(({ dir }) => dir)),
  untilListening: (port, signal) => untilListeningInside(container, port, signal),
});

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

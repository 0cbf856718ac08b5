import { resolve } from "node:path";
import { takenMeanwhile } from "../processes/ports";
import { mergeVariables } from "../processes/variables";
import type { SettledService } from "../scenario/settled";
import { type Service, startService } from "../services/service";
import { systemPorts } from "../services/systemPorts";
import type { ServiceSpec, ServiceWorld } from "../services/types";
import { inputFailure } from "../util/problem";
import { prepareOnEngine } from "./containers/prepare";
import type { Prepared } from "./containers/startContainer";
import { isContainer } from "./containers/wanted";
import { announceTarget, underDebugger } from "./debugging";
import type { Run } from "./run";
import { followFiles } from "./serviceFiles";
import { sideAtWork, usualFolder } from "./sideSteps";
import { fillAll, fillIn, fillRecord } from "./values";

/** Starts a service and waits until it is ready; the note names its ports. */
export const startServiceStep = async (run: Run, name: string, signal: AbortSignal): Promise<string> => {
  const settled = serviceOf(run, name);
  const { plain, ports, debugged } = isContainer(settled)
    ? await prepareOnEngine(run, settled, signal)
    : await prepareHere(run, settled, signal);
  const spec = debugged?.spec ?? plain;
  await followFiles(run, settled, spec.cwd);
  const world: ServiceWorld = {
    pause: run.pause,
    mask: run.secrets.mask,
    drained: (service) => run.drained(service),
    onLine: (_, line) =>
      run.events.fire({
        kind: "line",
        service: name,
        side: settled.side,
        line: { ...line, text: run.secrets.mask(line.text) },
      }),
    onStarted: async (_, process) => {
      // A container's number may be another process's here.
      if (!isContainer(settled)) run.journal.write({ kind: "process", name, id: process });
      run.values.pids.set(name, process.pid);
      if (debugged) await announceTarget(run, debugged, process, signal);
    },
  };
  const service = startService(spec, world, ports);
  run.services.set(name, service);
  service.onState((state) => run.events.fire({ kind: "service", service: name, state }));
  try {
    await untilReady(service, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    await service.stop();
    // A port that somebody else took says nothing about the versions.
    throw (isContainer(settled) ? undefined : await takenMeanwhile(named(name, spec.ports))) ?? error;
  }
  return Object.values(spec.ports)
    .map((port) => `:${port}`)
    .join(" ");
};

const prepareHere = async (run: Run, service: SettledService, signal: AbortSignal): Promise<Prepared> => {
  const plain = specOf(run, service);
  const debugged = run.debugged.has(service.name)
    ? await underDebugger(run, service, plain, signal)
    : undefined;
  return { plain, ports: systemPorts, ...(debugged && { debugged }) };
};

const named = (service: string, ports: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(ports).map(([port, number]) => [`${service}.${port}`, number]));

const untilReady = async (service: Service, signal: AbortSignal): Promise<void> => {
  const stop = (): void => void service.stop();
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  try {
    await service.ready;
  } finally {
    signal.removeEventListener("abort", stop);
  }
};

export const serviceOf = (run: Run, name: string): SettledService => {
  const service = run.plan.settled.services[name];
  if (service) return service;
  throw inputFailure("unknown-service", `The plan has no service ${name}`);
};

export const specOf = (run: Run, service: SettledService): ServiceSpec => {
  if (service.what.kind !== "process")
    throw inputFailure("not-a-process", `${service.name} is a container, and no process of this machine`);
  const { values } = run;
  const side = service.side === undefined ? undefined : sideAtWork(run, service.side);
  const folder = side?.dir ?? run.plan.settled.folder;
  const usual = side === undefined ? folder : usualFolder(run, side);
  const cwd = service.cwd === undefined ? usual : resolve(folder, fillIn(service.cwd, values, service.name));
  return {
    name: service.name,
    argv: fillAll(service.what.run, values, service.name),
    shell: service.what.shell,
    cwd,
    env: mergeVariables([
      side?.env ?? run.plainEnv,
      side ? fillRecord(side.side.env, values, service.name) : {},
      fillRecord(service.env, values, service.name),
    ]),
    token: run.token,
    ports: values.ports.get(service.name) ?? {},
    ready: service.ready.map((ready) =>
      ready.kind === "run" ? { ...ready, run: fillAll(ready.run, values, service.name) } : ready,
    ),
    readyTimeoutMs: service.readyTimeoutMs,
    restart: service.restart,
  };
};

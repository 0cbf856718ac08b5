import type { ProcessId } from "../processes/types";
import { Emitter, type Listen } from "../util/events";
import { interrupted } from "../util/problem";
import { Life } from "./life";
import { processOf, type ServiceEvent, transition } from "./state";
import { systemPorts } from "./systemPorts";
import type { ServicePorts, ServiceSpec, ServiceState, ServiceWorld } from "./types";

export interface Service {
  readonly name: string;
  state(): ServiceState;
  readonly onState: Listen<ServiceState>;
  /** Of the latest start; rejects with a Failure. */
  readonly ready: Promise<void>;
  readonly process: ProcessId | undefined;
  /** Settles when nothing of it runs any more; may be called again, also with a shorter grace time. */
  stop(graceMs?: number): Promise<void>;
  /** With the same ports; settles when it is ready again. */
  restart(): Promise<void>;
}

export const startService = (
  spec: ServiceSpec,
  world: ServiceWorld,
  ports: ServicePorts = systemPorts,
): Service => {
  const changes = new Emitter<ServiceState>();
  let state: ServiceState = { kind: "idle" };
  /** Whoever asked last decides whether it is to run. */
  let asked = 0;

  const send = (event: ServiceEvent): void => {
    const next = transition(state, event);
    if (next === state) return;
    state = next;
    changes.fire(state);
  };
  let life = new Life(spec, world, ports, send);

  const restart = async (): Promise<void> => {
    const mine = ++asked;
    send({ kind: "restarts", why: "asked for" });
    await life.stop();
    if (asked !== mine) throw interrupted(`Restarting ${spec.name}`);
    life = new Life(spec, world, ports, send);
    await life.ready;
  };

  const stop = async (graceMs?: number): Promise<void> => {
    asked++;
    send({ kind: "stopAsked" });
    await life.stop(graceMs);
    send({ kind: "ended" });
  };

  return {
    name: spec.name,
    state: () => state,
    onState: changes.on,
    get ready() {
      return life.ready;
    },
    get process() {
      return processOf(state);
    },
    stop,
    restart,
  };
};

import type { Emulation } from "../../emulation/emulation";
import type { Target } from "../../emulation/events";
import type { EndedBy, Subprocess, TargetProxy } from "../proxy/types";
import { childKey } from "./childKey";
import { type Exceptions, proxyForSubprocess, proxyForTarget } from "./targetProxy";

interface Child {
  readonly target: Target;
  readonly subprocess?: Subprocess;
}

export interface ChildrenPorts {
  /** Asks the client to start a child session. */
  readonly start: (
    name: string,
    configuration: Readonly<Record<string, unknown>>,
    started: () => void,
  ) => void;
  /** The client ended a child by itself. */
  readonly ended: (by: EndedBy) => void;
}

/** The child sessions of one emulation: what they attach to, and what becomes of a restarted service. */
export class Children {
  readonly #emulation: Emulation;
  readonly #exceptions: Exceptions;
  readonly #ports: ChildrenPorts;
  readonly #known = new Map<string, Child>();
  /** Services whose child waits for the new process. */
  readonly #restarting = new Map<string, (target: Target) => void>();

  constructor(emulation: Emulation, exceptions: Exceptions, ports: ChildrenPorts) {
    this.#emulation = emulation;
    this.#exceptions = exceptions;
    this.#ports = ports;
  }

  /** A service started under its debugger: a new child, or the one that asked for it goes on. */
  appeared(target: Target): void {
    const waiting = this.#restarting.get(target.service);
    if (waiting === undefined) this.#start({ target }, target.label, target.attach);
    else {
      this.#restarting.delete(target.service);
      waiting(target);
      this.#emulation.run.attached.arrived(target.service);
    }
  }

  /** The way between the client and the child that its configuration names; undefined for a stranger. */
  proxyFor(id: string): TargetProxy | undefined {
    const child = this.#known.get(id);
    if (child === undefined) return undefined;
    const { target, subprocess } = child;
    const hooks = { subprocess: (one: Subprocess) => this.#forked(target, one), ended: this.#ports.ended };
    if (subprocess)
      return proxyForSubprocess(this.#emulation, target, subprocess.port, this.#exceptions, hooks);
    return proxyForTarget(this.#emulation, target, this.#exceptions, {
      ...hooks,
      restartService: (signal) => this.#restart(target, signal),
    });
  }

  #forked(target: Target, subprocess: Subprocess): void {
    this.#start({ target, subprocess }, `${target.label} · ${subprocess.name}`, subprocess.configuration);
  }

  #start(child: Child, name: string, attach: Readonly<Record<string, unknown>>): void {
    const id = `${this.#emulation.id}-${this.#known.size + 1}`;
    this.#known.set(id, child);
    const { service, side } = child.target;
    const configuration = {
      ...attach,
      target: { service, side, emulation: this.#emulation.id },
      [childKey]: id,
    };
    this.#ports.start(name, configuration, () => {
      if (child.subprocess === undefined) this.#emulation.run.attached.arrived(service);
    });
  }

  /** Settles when the new process's debugger listens: only once it is attached to does the service get ready. */
  async #restart({ service }: Target, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    const again = new Promise<Target>((resolve) => this.#restarting.set(service, resolve));
    const ready = this.#emulation.restartService(service, signal);
    const failed = ready.then(() => again);
    try {
      return (await Promise.race([again, failed])).attach;
    } finally {
      this.#restarting.delete(service);
    }
  }
}

import { once } from "node:events";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import type { Emulation } from "../../emulation/emulation";
import type { Target } from "../../emulation/events";
import { openDialogue } from "../../processes/dialogue";
import { isListening } from "../../processes/sockets";
import { machineFailure } from "../../util/problem";
import { sleep } from "../../util/time";
import { makeProxy } from "../proxy/proxy";
import type { BreakpointScope, EndedBy, Label, ProxyHooks, SourcePlaces, TargetProxy } from "../proxy/types";

/** What happens in one child that concerns the emulation. */
export interface ChildHooks {
  readonly restartService: NonNullable<ProxyHooks["restartService"]>;
  readonly subprocess: NonNullable<ProxyHooks["subprocess"]>;
  readonly ended: (by: EndedBy) => void;
}

/** Stands between the client and one target of the emulation. */
export const proxyForTarget = (
  emulation: Emulation,
  target: Target,
  scope: Exceptions,
  hooks: ChildHooks,
): TargetProxy =>
  makeProxy({
    connect: (signal) => wayTo(emulation, target, signal),
    ...common(emulation, target, target.service, scope, hooks),
    ...entryOf(target),
  });

/** A process that a target started, which waits at a port of its own. */
export const proxyForSubprocess = (
  emulation: Emulation,
  target: Target,
  port: number,
  scope: Exceptions,
  hooks: Omit<ChildHooks, "restartService">,
): TargetProxy =>
  makeProxy({
    connect: (signal) => toPort(port, signal),
    ...common(emulation, target, `${target.service}#${port}`, scope, hooks),
  });

/** Which exception filters each side has, whatever the client asks for. */
export type Exceptions = Readonly<Record<string, Readonly<Record<string, boolean>>>>;

const common = (
  emulation: Emulation,
  target: Target,
  /** Of what stands still: a process that the service started does so by itself. */
  pauseKey: string,
  exceptions: Exceptions,
  hooks: Omit<ChildHooks, "restartService"> & Partial<ChildHooks>,
) => {
  const label = labelOf(emulation, target);
  return {
    label,
    scope: scopeOf(emulation, target, exceptions),
    places: placesOf(emulation, target),
    listening: untilListening,
    hooks: {
      ...hooks,
      paused: (paused: boolean) => emulation.run.pause.set(pauseKey, paused),
      exception: (record) => emulation.events.fire({ kind: "exception", service: target.service, record }),
    } satisfies ProxyHooks,
  };
};

/** How `pauseAtStart` comes about differs from debugger to debugger. */
const entryOf = ({ attachment: { entry, startsStopped } }: Target) => ({
  ...(entry === "pause" ? { entry } : {}),
  ...(startsStopped === undefined ? {} : { startsStopped }),
});

const labelOf = ({ plan }: Emulation, { side, service }: Target): Label => ({
  side,
  version: plan.settled.sides[side]?.version?.name ?? "",
  service,
});

const scopeOf = ({ plan }: Emulation, { side }: Target, exceptions: Exceptions): BreakpointScope => ({
  sides: Object.keys(plan.settled.sides),
  functions: [],
  exceptions: exceptions[side] ?? {},
});

const placesOf = ({ run }: Emulation, { side, language }: Target): SourcePlaces => {
  const own = run.values.sides.get(side);
  const others = [...run.values.sides.values()].filter((one) => one !== own);
  return {
    trees: [...(own ? [own] : []), ...others].map(({ dir }) => dir),
    packages: [],
    installed: own?.environment.modules === undefined ? [] : [own.environment.modules],
    resolvesLinks: language === "python",
  };
};

const wayTo = async (
  emulation: Emulation,
  { attachment, service, side }: Target,
  signal: AbortSignal,
): Promise<Duplex> => {
  const { adapter } = attachment;
  if (adapter.kind === "port") return await toPort(adapter.port, signal);
  const at = emulation.run.values.sides.get(side);
  if (adapter.kind === "program" && at !== undefined)
    return openDialogue({ argv: adapter.argv, cwd: at.dir, env: at.env, token: emulation.run.token });
  throw machineFailure("no-way-to-debugger", `The debugger of ${service} belongs to another extension`);
};

const toPort = async (port: number, signal: AbortSignal): Promise<Duplex> => {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true, signal });
  await once(socket, "connect", { signal });
  return socket;
};

const patienceMs = 20_000;

const untilListening = async (port: number, signal: AbortSignal): Promise<boolean> => {
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(25, signal))
    if (await isListening(port)) return true;
  return false;
};

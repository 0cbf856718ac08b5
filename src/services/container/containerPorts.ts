import { runInside } from "../../containers/runInside";
import { printSockets, socketsIn, socketsInside } from "../../processes/socketsInside";
import { systemClock } from "../../util/time";
import type { Listener, ServicePorts } from "../types";
import { healthProbe } from "./health";
import type { ServiceContainer } from "./running";

/** What the life of a service needs, given by a container instead of this machine. */
export const containerPorts = (
  container: ServiceContainer,
  /** Ports by which it is reached from here, with those inside. */
  insideOf: ReadonlyMap<number, number>,
): ServicePorts => {
  const runIn = (argv: readonly string[], signal: AbortSignal) =>
    runInside(container.engine, container.id ?? "", argv, { signal });
  const sockets = async (): Promise<readonly Listener[] | undefined> => {
    const { Id, State } = await container.inspect();
    const seen = await socketsInside(State.Pid, Id);
    if (seen !== undefined) return seen;
    const { stdout } = await runIn(printSockets, AbortSignal.timeout(askMs));
    return stdout.includes("local_address") ? socketsIn(stdout) : undefined;
  };
  return {
    clock: systemClock,
    spawn: ({ onLine }) => container.start(onLine ?? ignore),
    survivors: async () => [],
    isListening: async (port) => {
      const inside = insideOf.get(port) ?? port;
      const all = await sockets();
      return all?.some((one) => one.port === inside && !isLoopback(one.address)) ?? false;
    },
    listeners: async () => (await sockets()) ?? [],
    runInside: async (argv, signal) => {
      const { exit, stdout, stderr } = await runIn(argv, signal);
      return { exit, last: lastLine(stderr) || lastLine(stdout) };
    },
    health: () => healthProbe(container),
  };
};

const askMs = 10_000;

const ignore = (): void => undefined;

/** A published port leads to the container's own address, where such a program is not. */
const isLoopback = (address: string): boolean => /^(::ffff:)?127\.|^::1$/.test(address);

const lastLine = (text: string): string => text.trim().split("\n").at(-1)?.trim() ?? "";

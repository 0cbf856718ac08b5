import { runInside } from "../../containers/runInside";
import { systemClock } from "../../util/time";
import type { ServicePorts } from "../types";
import { healthProbe } from "./health";
import { listenersInside, listensInside } from "./listeners";
import type { ServiceContainer } from "./running";

/** What the life of a service needs, given by a container instead of this machine. */
export const containerPorts = (
  container: ServiceContainer,
  /** Ports by which it is reached from here, with those inside. */
  insideOf: ReadonlyMap<number, number>,
): ServicePorts => {
  const { engine } = container;
  const id = (): string => container.id ?? "";
  return {
    clock: systemClock,
    spawn: ({ onLine }) => container.start(onLine ?? ignore),
    survivors: async () => [],
    isListening: (port) => listensInside(engine, id(), insideOf.get(port) ?? port),
    listeners: async () => (await listenersInside(engine, id())) ?? [],
    runInside: async (argv, signal) => lastSaid(await runInside(engine, id(), argv, { signal })),
    health: () => healthProbe(engine, id()),
  };
};

export const lastSaid = (ran: {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}) => ({
  exit: ran.exit,
  last: lastLine(ran.stderr) || lastLine(ran.stdout),
});

const ignore = (): void => undefined;

const lastLine = (text: string): string => text.trim().split("\n").at(-1)?.trim() ?? "";

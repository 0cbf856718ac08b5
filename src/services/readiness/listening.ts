import type { Listener } from "../types";
import type { Asked, Probe } from "./probe";

/** The system's socket table is read: a probing connection would be taken for the first client. */
export const tcpProbe = (port: number, asked: Asked): Probe => ({
  what: `a listener on 127.0.0.1:${port}`,
  ask: async () => {
    const listeners = await listenersOf(asked);
    return listeners.some((one) => one.port === port && reachedByLoopback(one.address))
      ? undefined
      : nothingListens(port, listeners);
  },
});

/** Where the service listens instead, for those that are refused. */
export const whereItListens = async (asked: Asked): Promise<string | undefined> => {
  const listeners = await listenersOf(asked);
  return listeners.length === 0 ? "the service listens nowhere yet" : `it listens on ${addresses(listeners)}`;
};

const listenersOf = (asked: Asked): Promise<readonly Listener[]> =>
  asked.ports.listeners(asked.process, asked.spec.token);

const nothingListens = (port: number, others: readonly Listener[]): string => {
  const nothing = `nothing of this service listens on 127.0.0.1:${port}`;
  return others.length === 0 ? nothing : `${nothing}; it listens on ${addresses(others)}`;
};

const addresses = (listeners: readonly Listener[]): string =>
  [...new Set(listeners.map(addressText))].join(", ");

const addressText = ({ address, port }: Listener): string =>
  address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;

const reachedByLoopback = (address: string): boolean =>
  ["0.0.0.0", "::", "::1", "*"].includes(address) || /^(::ffff:)?127\./i.test(address);

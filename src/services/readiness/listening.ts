import type { Listener } from "../types";
import type { Asked, Probe } from "./probe";

/** The system's socket table is read: a probing connection would be taken for the first client. */
export const tcpProbe = (port: number, asked: Asked): Probe => {
  const unmet = `nothing of this service listens on 127.0.0.1:${port}`;
  return {
    before: unmet,
    ask: async () => ((await asked.ports.isListening(port, asked.whose)) ? undefined : unmet),
    explain: () => whereItListens(asked),
  };
};

/** Where the service listens instead, for those that found nobody at home. */
export const whereItListens = async ({ ports, whose }: Asked): Promise<string> => {
  const listeners = await ports.listeners(whose);
  const addresses = [...new Set(listeners.map(addressText))].join(", ");
  return addresses === "" ? "it listens nowhere" : `it listens on ${addresses}`;
};

const addressText = ({ address, port }: Listener): string =>
  address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;

import { isListening, listeners } from "../processes/sockets";
import { start } from "../processes/spawn";
import { processesWithToken } from "../processes/tokens";
import type { ProcessId, RunToken } from "../processes/types";
import { systemClock } from "../util/time";
import type { ServicePorts } from "./types";

/** The machine as services need it. */
export const systemPorts = (mask: ServicePorts["mask"]): ServicePorts => ({
  clock: systemClock,
  spawn: start,
  isListening: async (port, process, token) => {
    // Owners are dear to find, so they are asked for only where there is something to own.
    const there = await listeners();
    return (
      there.some((one) => one.port === port && reachedByLoopback(one.address)) &&
      isListening(port, treeOf(process, token))
    );
  },
  listeners: async (process, token) => {
    const all = await listeners();
    const ports = [...new Set(all.map(({ port }) => port))];
    const own = await Promise.all(ports.map((port) => isListening(port, treeOf(process, token))));
    const ownPorts = new Set(ports.filter((_, index) => own[index]));
    return all.filter(({ port }) => ownPorts.has(port));
  },
  survivors: processesWithToken,
  mask,
});

export const reachedByLoopback = (address: string): boolean =>
  ["0.0.0.0", "::", "::1", "*"].includes(address) || /^(::ffff:)?127\./i.test(address);

const treeOf = (process: ProcessId, token: RunToken) => ({ inTree: { roots: [process], token } });

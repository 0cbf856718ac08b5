import { isListening, listeners } from "../processes/sockets";
import { start } from "../processes/spawn";
import { processesWithVariable } from "../processes/tokens";
import { callVariable } from "../processes/toolCall";
import type { ProcessId, RunToken } from "../processes/types";
import { systemClock } from "../util/time";
import type { ServicePorts, Whose } from "./types";

const survivors = (own: RunToken): Promise<ProcessId[]> => processesWithVariable(callVariable, own);

/** The machine as services need it. */
export const systemPorts: ServicePorts = {
  clock: systemClock,
  spawn: start,
  survivors,
  isListening: async (port, whose) => {
    // Owners are dear to find, so they are asked for only where there is something to own.
    const there = (await listeners()).some((one) => one.port === port && reachedByLoopback(one.address));
    return there && isListening(port, { inTree: await treeOf(whose) });
  },
  listeners: async (whose) => {
    const inTree = await treeOf(whose);
    const all = await listeners();
    const ports = [...new Set(all.map(({ port }) => port))];
    const own = await Promise.all(ports.map((port) => isListening(port, { inTree })));
    const ownPorts = new Set(ports.filter((_, index) => own[index]));
    return all.filter(({ port }) => ownPorts.has(port));
  },
};

export const reachedByLoopback = (address: string): boolean =>
  ["0.0.0.0", "::", "::1", "*"].includes(address) || /^(::ffff:)?127\./i.test(address);

const treeOf = async ({ process, own }: Whose): Promise<{ roots: ProcessId[] }> => ({
  roots: [process, ...(await survivors(own))],
});

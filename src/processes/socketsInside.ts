import { promises as fs } from "node:fs";
import { readIfThere } from "../util/files";
import type { Listener } from "./sockets";
import { parseProcNet } from "./socketTables";

/**
 * What listens in the network of a container's process. Undefined where that number is not the container's here, as
 * with an engine elsewhere or in a machine of its own, or where the system shows no such tables.
 */
export const socketsInside = async (pid: number, container: string): Promise<Listener[] | undefined> => {
  const groups = await fs.readFile(`/proc/${pid}/cgroup`, "utf8").catch(() => "");
  if (pid <= 0 || !groups.includes(container)) return undefined;
  const tables = await Promise.all(["tcp", "tcp6"].map((name) => readIfThere(`/proc/${pid}/net/${name}`)));
  return socketsIn(tables.map((table) => table?.toString("latin1") ?? "").join("\n"));
};

/** The same from the tables' text. */
export const socketsIn = (text: string): Listener[] =>
  parseProcNet(text).map(({ address, port }) => ({ address, port }));

/** Prints both tables, where the image has the program. */
export const printSockets = ["cat", "/proc/net/tcp", "/proc/net/tcp6"] as const;

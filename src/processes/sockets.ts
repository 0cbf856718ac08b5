import { readdirSync, readlinkSync } from "node:fs";
import { readIfThere } from "../util/files";
import { describeProcess } from "./describe";
import { processTable } from "./identity";
import { thisPlatform } from "./platform";
import { linuxPids, unlessGone } from "./procfs";
import { parseLsof, parseNetstat, parseProcNet, type TableEntry } from "./socketTables";
import { askSystem } from "./systemCall";
import { processesWithToken } from "./tokens";
import { treeOf } from "./tree";
import type { PortHolder, ProcessId, RunToken } from "./types";

export interface Listener {
  readonly port: number;
  readonly address: string;
  readonly pid?: number;
}

/** All TCP sockets that listen, by the system's own table. On Linux processes cost extra, so they are asked for. */
export const listeners = async (more: { readonly withPids?: boolean } = {}): Promise<Listener[]> => {
  const entries = await socketTable();
  if (thisPlatform !== "linux" || !more.withPids) return entries.map(listenerOf);
  const { owners } = socketOwners(linuxPids(), inodesOf(entries));
  return entries.map((entry) => listenerOf({ ...entry, ...ownerOf(entry, owners) }));
};

export interface Whose {
  readonly inPids?: Iterable<number>;
  /** These processes, all that descends from them, and what carries the token. */
  readonly inTree?: { readonly roots: readonly ProcessId[]; readonly token?: RunToken };
}

/** Never connects: a probing connection would be taken for the first client. */
export const isListening = async (port: number, whose: Whose = {}): Promise<boolean> => {
  const entries = (await socketTable()).filter((entry) => entry.port === port);
  if (entries.length === 0) return false;
  const pids = await pidsOf(whose);
  return pids === undefined || heldByOne(entries, pids);
};

/** Who listens at the port; undefined fields where the system doesn't say, as of another user's process. */
export const holderOf = async (port: number): Promise<PortHolder> => {
  const pid = (await listeners({ withPids: true })).find((one) => one.port === port && one.pid)?.pid;
  const known = pid === undefined ? undefined : await describeProcess(pid);
  return { pid, command: known?.command, ageSeconds: known?.ageSeconds };
};

const socketTable = async (): Promise<TableEntry[]> => {
  if (thisPlatform === "win32") return parseNetstat(await askSystem("netstat", ["-ano"]));
  if (thisPlatform === "darwin")
    return parseLsof(await askSystem("lsof", ["-nP", "-iTCP", "-sTCP:LISTEN", "-Fpn"]));
  return (await Promise.all(["tcp", "tcp6"].map(linuxSockets))).flat();
};

/** Not synchronously: the kernel walks its whole hash of connections for it, which takes milliseconds. */
const linuxSockets = async (name: string): Promise<TableEntry[]> =>
  parseProcNet((await readIfThere(`/proc/net/${name}`))?.toString("latin1") ?? "");

const pidsOf = async ({ inPids, inTree }: Whose): Promise<Set<number> | undefined> => {
  if (!inPids && !inTree) return undefined;
  const pids = new Set(inPids);
  if (!inTree) return pids;
  const carriers = inTree.token === undefined ? [] : await processesWithToken(inTree.token);
  for (const row of treeOf(await processTable(), inTree.roots, carriers)) pids.add(row.pid);
  return pids;
};

const heldByOne = (entries: readonly TableEntry[], pids: ReadonlySet<number>): boolean => {
  if (thisPlatform !== "linux") return entries.some(({ pid }) => pid !== undefined && pids.has(pid));
  const { owners, hidden } = socketOwners(pids, inodesOf(entries));
  // A service that became another user hides its files from us; then the port alone has to do.
  return owners.size > 0 || hidden;
};

const inodesOf = (entries: readonly TableEntry[]): Set<string> =>
  new Set(entries.flatMap(({ inode }) => (inode === undefined ? [] : [inode])));

interface Owners {
  readonly owners: ReadonlyMap<string, number>;
  /** Whether there was a process whose files we may not see. */
  readonly hidden: boolean;
}

const socketOwners = (pids: Iterable<number>, inodes: ReadonlySet<string>): Owners => {
  const owners = new Map<string, number>();
  let hidden = false;
  for (const pid of pids) {
    if (owners.size === inodes.size) break;
    const sockets = socketsOf(pid);
    if (sockets === undefined) hidden ||= unlessGone(() => readdirSync(`/proc/${pid}/task`)) !== undefined;
    for (const inode of sockets ?? []) if (inodes.has(inode) && !owners.has(inode)) owners.set(inode, pid);
  }
  return { owners, hidden };
};

const socketsOf = (pid: number): string[] | undefined =>
  unlessGone(() => readdirSync(`/proc/${pid}/fd`))?.flatMap((fd) => {
    const link = unlessGone(() => readlinkSync(`/proc/${pid}/fd/${fd}`));
    const inode = link && /^socket:\[(\d+)\]$/.exec(link)?.[1];
    return inode ? [inode] : [];
  });

const ownerOf = ({ inode }: TableEntry, owners: ReadonlyMap<string, number>): { pid?: number } => {
  const pid = inode === undefined ? undefined : owners.get(inode);
  return pid === undefined ? {} : { pid };
};

const listenerOf = ({ port, address, pid }: TableEntry): Listener =>
  pid === undefined ? { port, address } : { port, address, pid };

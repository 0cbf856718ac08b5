import { cimScript, parseCim } from "./cimTable";
import { type Platform, thisPlatform } from "./platform";
import { type ProcessRow, sameProcess } from "./processRow";
import { linuxRow, linuxTable } from "./procfs";
import { parsePs, psArguments, psOneArguments } from "./psTable";
import { askSystem, askSystemSync, powershell } from "./systemCall";
import type { ProcessId } from "./types";

/** Undefined for what is not there or already dead. Costs a call of `ps` or PowerShell elsewhere than on Linux. */
export const identify = (pid: number, platform: Platform = thisPlatform): ProcessId | undefined => {
  const row = validPid(pid) ? rowSync(pid, platform) : undefined;
  return row && living(row);
};

/** The same without blocking where the system is slow to answer. */
export const identifyLater = async (
  pid: number,
  platform: Platform = thisPlatform,
): Promise<ProcessId | undefined> => {
  if (!validPid(pid)) return undefined;
  const row = platform === "linux" ? linuxRow(pid) : (await rowsLater(pid, platform))[0];
  return row && living(row);
};

export const isAlive = (id: ProcessId, platform: Platform = thisPlatform): boolean => {
  if (platform === "win32" && !pidInUse(id.pid)) return false;
  const now = identify(id.pid, platform);
  return now !== undefined && sameProcess(now, id);
};

/** Everything that runs now, zombies included. */
export const processTable = async (platform: Platform = thisPlatform): Promise<readonly ProcessRow[]> =>
  platform === "linux" ? linuxTable() : await rowsLater(undefined, platform);

let own: ProcessId | undefined;

export const thisProcess = (): ProcessId => {
  own ??= identify(process.pid) ?? { pid: process.pid, startedAt: "unknown" };
  return own;
};

const living = (row: ProcessRow): ProcessId | undefined =>
  row.state === "zombie" ? undefined : { pid: row.pid, startedAt: row.startedAt };

const validPid = (pid: number): boolean => Number.isInteger(pid) && pid > 0;

const rowSync = (pid: number, platform: Platform): ProcessRow | undefined => {
  if (platform === "linux") return linuxRow(pid);
  if (platform === "darwin") return parsePs(askSystemSync("ps", psOneArguments(pid)))[0];
  return parseCim(askSystemSync(...powershell(cimScript(pid))))[0];
};

const rowsLater = async (pid: number | undefined, platform: Platform): Promise<readonly ProcessRow[]> =>
  platform === "win32"
    ? parseCim(await askSystem(...powershell(cimScript(pid))))
    : parsePs(await askSystem("ps", pid === undefined ? psArguments : psOneArguments(pid)));

/** Spares Windows a slow question: signal 0 only asks. */
const pidInUse = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

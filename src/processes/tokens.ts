import { randomBytes } from "node:crypto";
import { identifyLater } from "./identity";
import { type Platform, thisPlatform } from "./platform";
import type { ProcessRow } from "./processRow";
import { linuxPids, linuxRow, readProc } from "./procfs";
import { askSystem } from "./systemCall";
import type { ProcessId, RunToken } from "./types";

export const tokenVariable = "BACKCOMPAT_RUN";

export const newRunToken = (): RunToken => asRunToken(`run-${randomBytes(12).toString("hex")}`);

/** For tokens that were written down, in a journal say. */
export const asRunToken = (text: string): RunToken => {
  if (!isRunToken(text)) throw new TypeError(`not a run token: ${text}`);
  return text;
};

export const isRunToken = (text: string): text is RunToken => /^run-[0-9a-f]{24}$/.test(text);

/** Living processes that carry the token, wherever they went. On Windows an environment can't be read: none. */
export const processesWithToken = (token: RunToken, platform?: Platform): Promise<ProcessId[]> =>
  processesWithVariable(tokenVariable, token, platform);

export const processesWithVariable = async (
  name: string,
  value: string,
  platform: Platform = thisPlatform,
  found: (id: ProcessId) => void = () => undefined,
): Promise<ProcessId[]> => {
  const entry = `${name}=${value}`;
  if (platform === "win32") return [];
  if (platform === "linux") return linuxCarriers(entry, found);
  const pids = parsePsEnvironments(await askSystem("ps", ["-axwwE", "-o", "pid=,command="]), entry);
  const ids = await Promise.all(pids.map((pid) => identifyLater(pid, platform)));
  return ids.filter((id) => id !== undefined).map((id) => told(id, found));
};

/** `ps -E` appends the environment to the command line, with nothing but blanks between. */
export const parsePsEnvironments = (text: string, entry: string): number[] =>
  text
    .split("\n")
    .filter((line) => ` ${line} `.includes(` ${entry} `))
    .map((line) => Number.parseInt(line, 10))
    .filter((pid) => pid > 0);

export const environmentHolds = (environment: Buffer, entry: string): boolean =>
  environment.indexOf(`${entry}\0`) === 0 || environment.includes(`\0${entry}\0`);

/** Linux: those that were forked after the process with the number `from`, up to the one with `to`. */
export const forkedCarriers = (name: string, value: string, from: number, to: number): ProcessRow[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, offset) => to - offset).flatMap((pid) => {
    const row = linuxCarrier(pid, `${name}=${value}`) && linuxRow(pid);
    return row && row.state !== "zombie" ? [row] : [];
  });

/** The newest first: what goes on forking is seen before it is gone. */
const linuxCarriers = (entry: string, found: (id: ProcessId) => void): ProcessId[] =>
  linuxPids()
    .sort((a, b) => b - a)
    .flatMap((pid) => {
      const id = linuxCarrier(pid, entry);
      return id ? [told(id, found)] : [];
    });

const told = (id: ProcessId, found: (id: ProcessId) => void): ProcessId => {
  found(id);
  return id;
};

const linuxCarrier = (pid: number, entry: string): ProcessId | undefined => {
  const environment = readProc(pid, "environ");
  if (!environment || !environmentHolds(environment, entry)) return undefined;
  const row = linuxRow(pid);
  return row && row.state !== "zombie" ? { pid, startedAt: row.startedAt } : undefined;
};

import { readdirSync, readFileSync } from "node:fs";
import { errorCode } from "../util/files";
import type { ProcessRow } from "./processRow";

/** Linux: files of /proc are answered from memory, so that reading them synchronously is cheaper than not. */
export const linuxPids = (): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

/** Undefined where the process is gone or not ours to see. */
export const readProc = (pid: number, file: string): Buffer | undefined =>
  unlessGone(() => readFileSync(`/proc/${pid}/${file}`));

export const unlessGone = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (goneOrHidden.has(errorCode(error) ?? "")) return undefined;
    throw error;
  }
};

const goneOrHidden = new Set(["ENOENT", "ENOTDIR", "ESRCH", "EACCES", "EPERM", "EINVAL", "EIO"]);

export const linuxRow = (pid: number): ProcessRow | undefined => {
  const stat = readProc(pid, "stat");
  return stat && parseStat(stat.toString("latin1"), bootId());
};

export const linuxTable = (): ProcessRow[] =>
  linuxPids()
    .map(linuxRow)
    .filter((row) => row !== undefined);

/** The number given to the newest process or thread: it moves with each fork. Undefined elsewhere than on Linux. */
export const lastPid = (): number | undefined => {
  const load = unlessGone(() => readFileSync("/proc/loadavg", "latin1"));
  const pid = Number(load?.trim().split(" ")[4]);
  return Number.isInteger(pid) ? pid : undefined;
};

/** The command's name, in parentheses, may itself hold spaces and parentheses. */
export const parseStat = (stat: string, boot: string): ProcessRow | undefined => {
  const end = stat.lastIndexOf(")");
  const pid = Number.parseInt(stat, 10);
  const fields = stat.slice(end + 2).split(" ");
  const ticks = fields[19];
  if (end < 0 || !Number.isInteger(pid) || ticks === undefined) return undefined;
  return {
    pid,
    startedAt: `${boot}.${ticks.trim()}`,
    parent: Number(fields[1]),
    group: Number(fields[2]),
    session: Number(fields[3]),
    state: stateOf(fields[0] ?? ""),
  };
};

const stateOf = (letter: string): ProcessRow["state"] => {
  if (letter === "Z" || letter === "X" || letter === "x") return "zombie";
  return letter === "T" ? "stopped" : "running";
};

let boot: string | undefined;

/** Ticks count from the start of the machine, and journals outlive that. */
export const bootId = (): string => {
  boot ??= unlessGone(() => readFileSync("/proc/sys/kernel/random/boot_id", "latin1"))?.slice(0, 8) ?? "boot";
  return boot;
};

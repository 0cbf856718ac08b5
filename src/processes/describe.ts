import { readFileSync } from "node:fs";
import { cimScript, parseCim } from "./cimTable";
import { type Platform, thisPlatform } from "./platform";
import { linuxRow, readProc, unlessGone } from "./procfs";
import { parseElapsed } from "./psTable";
import { askSystem, powershell } from "./systemCall";

export interface ProcessDescription {
  readonly pid: number;
  readonly command: string;
  readonly ageSeconds: number | undefined;
  readonly parent: number | undefined;
}

/** What a person needs to know a process by: command line, age and parent. */
export const describeProcess = async (
  pid: number,
  platform: Platform = thisPlatform,
): Promise<ProcessDescription | undefined> => {
  if (platform === "linux") return describeLinux(pid);
  if (platform === "darwin")
    return parsePsDescription(
      pid,
      await askSystem("ps", ["-ww", "-o", "ppid=,etime=,command=", "-p", `${pid}`]),
    );
  const [row] = parseCim(await askSystem(...powershell(cimScript(pid))));
  return row && { pid, command: row.command ?? "", ageSeconds: row.ageSeconds, parent: row.parent };
};

export const parsePsDescription = (pid: number, text: string): ProcessDescription | undefined => {
  const match = /^\s*(\d+)\s+(\S+)\s+(.*)$/m.exec(text);
  if (!match) return undefined;
  const [, parent, elapsed = "", command = ""] = match;
  return { pid, command: command.trim(), ageSeconds: parseElapsed(elapsed), parent: Number(parent) };
};

/** Linux gives the command line with zero bytes between arguments; kernel threads have none. */
export const parseCmdline = (cmdline: string, comm: string): string =>
  cmdline.replace(/\0+$/, "").split("\0").join(" ").trim() || `[${comm.trim()}]`;

const describeLinux = (pid: number): ProcessDescription | undefined => {
  const row = linuxRow(pid);
  if (!row) return undefined;
  const command = parseCmdline(
    readProc(pid, "cmdline")?.toString() ?? "",
    readProc(pid, "comm")?.toString() ?? "?",
  );
  return { pid, command, ageSeconds: linuxAge(row.startedAt), parent: row.parent };
};

/** The kernel shows start times in hundredths of a second on every architecture that Node runs on. */
const linuxAge = (startedAt: string): number | undefined => {
  const uptime = unlessGone(() => readFileSync("/proc/uptime", "latin1"));
  const ticks = Number(startedAt.split(".")[1]);
  if (uptime === undefined || Number.isNaN(ticks)) return undefined;
  return Math.max(0, Math.round(Number.parseFloat(uptime) - ticks / 100));
};

import type { ProcessRow } from "./processRow";

/** macOS: `ps` in the C locale prints the start as five words, `Thu Jan  2 03:04:05 2025`. */
export const psArguments = ["-axo", "pid=,ppid=,pgid=,sess=,stat=,lstart="];
export const psOneArguments = (pid: number): string[] => [
  "-o",
  "pid=,ppid=,pgid=,sess=,stat=,lstart=",
  "-p",
  String(pid),
];

export const parsePs = (text: string): ProcessRow[] =>
  text
    .split("\n")
    .map(parsePsLine)
    .filter((row) => row !== undefined);

const parsePsLine = (line: string): ProcessRow | undefined => {
  const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+)\s+(\S.*\S)\s*$/.exec(line);
  if (!match) return undefined;
  const [, pid, parent, group, session, state = "", started = ""] = match;
  return {
    pid: Number(pid),
    startedAt: started.replace(/\s+/g, " "),
    parent: Number(parent),
    group: Number(group),
    session: Number.parseInt(session ?? "", 10) || 0,
    state: stateOf(state),
  };
};

const stateOf = (text: string): ProcessRow["state"] => {
  if (text.startsWith("Z")) return "zombie";
  return text.startsWith("T") ? "stopped" : "running";
};

/** `ps -o command=,etime=,ppid=` of one process; the elapsed time is `[[days-]hours:]minutes:seconds`. */
export const parseElapsed = (text: string): number | undefined => {
  const match = /^(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+)$/.exec(text.trim());
  if (!match) return undefined;
  const [, days, hours, minutes, seconds] = match.map((part) => Number(part ?? 0));
  return (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
};

import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** What /proc says of one process. Its environment is empty where it is gone or not ours to see. */
export interface Seen {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  readonly environment: readonly string[];
  readonly cwd: string;
}

/** All but this one and the dead that nobody buried. */
export const processes = (): Seen[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && !isZombie(pid))
    .map((pid) => ({
      pid,
      parent: Number(
        read(pid, "stat")
          .replace(/^.*\) \S+ /s, "")
          .split(" ")[0],
      ),
      command: read(pid, "cmdline").replaceAll("\0", " ").trim(),
      environment: read(pid, "environ").split("\0"),
      cwd: cwdOf(pid),
    }));

export const isThere = (pid: number): boolean => read(pid, "stat") !== "" && !isZombie(pid);

/** Ports of this machine on which somebody listens. */
export const listeningPorts = (): Set<number> => {
  const tables = ["/proc/net/tcp", "/proc/net/tcp6"].map(textOf);
  const rows = tables.flatMap((table) => table.split("\n").slice(1));
  return new Set(rows.flatMap(portIfListening));
};

const portIfListening = (row: string): number[] => {
  const [, local = "", , state] = row.trim().split(/\s+/);
  return state === "0A" ? [Number.parseInt(local.split(":")[1] ?? "", 16)] : [];
};

const isZombie = (pid: number): boolean => /^.*\) [ZX] /s.test(read(pid, "stat"));

const read = (pid: number, file: string): string => textOf(`/proc/${pid}/${file}`);

const textOf = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // It ended meanwhile.
    return "";
  }
};

const cwdOf = (pid: number): string => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // It ended meanwhile.
    return "";
  }
};

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { startTethered } from "../../../src/processes/tethered";
import { newRunToken } from "../../../src/processes/tokens";
import { waitFor } from "./waitFor";

export interface Enclosed {
  readonly lines: readonly string[];
  /** Of the program itself. */
  readonly pid: number;
  readonly exited: Promise<unknown>;
  /** Asks the program to end; when it does, all that it started is gone with it. */
  end(): Promise<void>;
  /** The same without asking. */
  kill(): Promise<void>;
}

/**
 * In namespaces of its own for processes and mounts: when the program ends, whatever the reason, the kernel
 * ends all that it started and takes away what it mounted. It ends when this process does.
 */
export const startEnclosed = async (argv: readonly string[], cwd: string): Promise<Enclosed> => {
  const lines: string[] = [];
  const outer = ["unshare", "--mount", "--pid", "--fork", "--kill-child=KILL", "--mount-proc", "--"];
  const holder = await startTethered({
    argv: [...outer, ...argv],
    cwd,
    env: { PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin`, HOME: cwd },
    token: newRunToken(),
    onLine: ({ text }) => lines.push(text),
  });
  const pid = await waitFor(`${argv[0]} to start`, () => childOf(childOf(holder.id.pid)));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
    await holder.exited;
    await holder.stop(0);
  };
  return {
    lines,
    pid,
    exited: holder.exited,
    end: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
};

const childOf = (pid: number | undefined): number | undefined => {
  if (pid === undefined) return undefined;
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
    return children === "" ? undefined : Number(children.split(" ")[0]);
  } catch {
    return undefined;
  }
};

export const quietly = (argv: readonly [string, ...string[]]): void => {
  execFileSync(argv[0], argv.slice(1), { stdio: "pipe" });
};

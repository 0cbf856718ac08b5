import { promises as fs } from "node:fs";
import { thisPlatform } from "./platform";

export interface Tracing {
  /** Linux's Yama: 0 any of the same user may be traced, 1 only descendants, 2 only with the right to, 3 nobody. */
  readonly scope: number;
  /** The right to trace any process, which root has, but not in every container. */
  readonly privileged: boolean;
}

/** What we, and so the debuggers that we start, may do to processes that we did not start. */
export const tracingRights = async (): Promise<Tracing> => {
  if (thisPlatform !== "linux") return { scope: 0, privileged: false };
  // Kernels without Yama have no such file.
  const scope = await fs.readFile("/proc/sys/kernel/yama/ptrace_scope", "utf8").catch(() => "0");
  const status = await fs.readFile("/proc/self/status", "utf8");
  return { scope: Number(scope.trim()), privileged: mayTrace(status) };
};

/** CAP_SYS_PTRACE, among the capabilities in effect. */
export const mayTrace = (status: string): boolean => {
  const effective = /^CapEff:\s*([0-9a-f]+)/im.exec(status)?.[1] ?? "0";
  return (BigInt(`0x${effective}`) & (1n << 19n)) !== 0n;
};

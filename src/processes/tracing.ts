import { promises as fs } from "node:fs";
import { thisPlatform } from "./platform";

/** Whom Linux's Yama lets trace a process: 0 any of the same user, 1 only ancestors, 2 only root, 3 nobody. */
export const tracingScope = async (): Promise<number> => {
  if (thisPlatform !== "linux") return 0;
  // Kernels without Yama have no such file.
  const text = await fs.readFile("/proc/sys/kernel/yama/ptrace_scope", "utf8").catch(() => "0");
  return Number(text.trim());
};

export const isRoot = (): boolean => process.getuid?.() === 0;

import type { Measured } from "../startup/measure.mts";
import { run } from "../startup/run.mts";

const bound = 60;

/** What a process has more than when it was idle, with so many lines open, merged, scrolled and searched. */
export const measureMemory = async (coreFile: string, root: string, lines: number): Promise<Measured> => {
  const once = new URL("./memoryOnce.mts", import.meta.url).pathname;
  const text = await run([process.execPath, "--expose-gc", once, coreFile, root]);
  const { idle, open } = JSON.parse(text) as { readonly idle: number; readonly open: number };
  return {
    what: `memory at ${lines / 1e6} M lines`,
    ours: open,
    unit: "MB",
    peer: { name: "idle", value: idle },
    bound: `idle + ${bound} MB`,
    holds: open - idle <= bound,
  };
};

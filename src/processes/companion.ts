import { execa } from "execa";

/** A process that outlives us if we die, and knows it: it reads the end of its input. */
export interface Companion {
  readonly pid: number | undefined;
  /** It is not needed any more; settles when it is gone. */
  release(): Promise<void>;
  /** As if we had died. */
  abandon(): void;
}

export const startCompanion = (
  argv: readonly [string, ...string[]],
  env: Readonly<Record<string, string>>,
): Companion => {
  const [command, ...args] = argv;
  const child = execa(command, args, {
    env,
    extendEnv: false,
    detached: true,
    windowsHide: true,
    stdin: "pipe",
    stdout: "ignore",
    stderr: "ignore",
    cleanup: false,
    reject: false,
    buffer: false,
  });
  child.unref();
  return {
    pid: child.pid,
    release: async () => {
      // Else our event loop may run empty while we wait, and end us as if all were done.
      child.ref();
      child.stdin.end("released\n");
      await child;
    },
    abandon: () => {
      child.stdin.end();
    },
  };
};

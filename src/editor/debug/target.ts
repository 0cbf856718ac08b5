import type { DebugConfiguration } from "vscode";
import { z } from "zod";

const target = z.object({
  service: z.string(),
  side: z.string(),
  port: z.number().int(),
  emulation: z.string(),
});
const subprocess = z.object({ connect: z.object({ port: z.number().int() }) });

export interface ChildTarget {
  readonly port: number;
  readonly service?: string;
  readonly emulation?: string;
}

/** Which debugger a child session is for; undefined for the parent. */
export const targetOf = (configuration: DebugConfiguration): ChildTarget | undefined => {
  const ours = target.safeParse(configuration["target"]);
  if (ours.success) return ours.data;
  // What debugpy starts for a subprocess of a target names only where it listens.
  const forked = subprocess.safeParse(configuration);
  return configuration.request === "attach" && forked.success
    ? { port: forked.data.connect.port }
    : undefined;
};

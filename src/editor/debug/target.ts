import type { DebugConfiguration } from "vscode";
import { z } from "zod";
import { childKey } from "../../debug/adapter/childKey";

const target = z.object({ service: z.string(), side: z.string(), emulation: z.string() });

export type ChildTarget = z.infer<typeof target>;

/** Which service of which emulation a child session is for; undefined for the parent and for strangers. */
export const targetOf = (configuration: DebugConfiguration): ChildTarget | undefined =>
  target.safeParse(configuration["target"]).data;

/** The id of a child session that a parent of ours asked for. */
export const childOf = (configuration: DebugConfiguration): string | undefined => {
  const id: unknown = configuration[childKey];
  return typeof id === "string" ? id : undefined;
};

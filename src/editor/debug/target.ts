import type { DebugConfiguration } from "vscode";
import { childKey } from "../../debug/adapter/childKey";
import { as, fields, type Of, text } from "../../util/shape";

const target = fields({ service: text, side: text, emulation: text });

export type ChildTarget = Of<typeof target>;

/** Which service of which emulation a child session is for; undefined for the parent and for strangers. */
export const targetOf = (configuration: DebugConfiguration): ChildTarget | undefined =>
  as(target, configuration["target"]);

/** The id of a child session that a parent of ours asked for. */
export const childOf = (configuration: DebugConfiguration): string | undefined => {
  const id: unknown = configuration[childKey];
  return typeof id === "string" ? id : undefined;
};

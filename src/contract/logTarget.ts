import { either, fields, listOf, type Of, optional, text } from "../util/shape";

/** Whose logs a pane shows, in a form that outlives the window. */
export const logTarget = either(
  /** Of an emulation, be it running or past: all, or only those of some services. */
  fields({ emulation: text, services: optional(listOf(text)) }),
  /** A folder of logs that belongs to no emulation, such as a container's of somebody else. */
  fields({ store: text, title: text, services: optional(listOf(text)) }),
);

export type LogTarget = Of<typeof logTarget>;

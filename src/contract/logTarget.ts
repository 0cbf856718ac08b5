import { fields, listOf, type Of, optional, text } from "../util/shape";

/** Whose logs a pane shows: of an emulation, be it running or past, all or only those of some services. */
export const logTarget = fields({ emulation: text, services: optional(listOf(text)) });

export type LogTarget = Of<typeof logTarget>;

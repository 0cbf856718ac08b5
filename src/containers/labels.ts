import { fields, optional, text } from "../util/shape";

/** What everything of ours on an engine carries; only what carries them is ever removed. */
export const labels = {
  emulation: "dev.backcompat.emulation",
  scenario: "dev.backcompat.scenario",
  service: "dev.backcompat.service",
  side: "dev.backcompat.side",
  run: "dev.backcompat.run",
  /** Of images that we built: what they were built from. */
  content: "dev.backcompat.content",
} as const;

export interface Ours {
  readonly emulation: string;
  readonly scenario: string | undefined;
  readonly service: string | undefined;
  readonly side: string | undefined;
}

const marked = fields({
  [labels.emulation]: text,
  [labels.scenario]: optional(text),
  [labels.service]: optional(text),
  [labels.side]: optional(text),
});

/** Whose it is, by its labels; undefined where it is none of ours. */
export const oursOf = (found: unknown): Ours | undefined =>
  marked(found)
    ? {
        emulation: found[labels.emulation],
        scenario: found[labels.scenario],
        service: found[labels.service],
        side: found[labels.side],
      }
    : undefined;

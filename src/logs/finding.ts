import type { Frame } from "./stack";

/** How much a line has to say, strongest first. */
export const strengths = ["exception", "error", "effect", "status", "hint"] as const;

export type Strength = (typeof strengths)[number];

/** A line that may say why. */
export interface Finding {
  readonly strength: Strength;
  readonly text: string;
  readonly frames: readonly Frame[];
  /** What led to an exception that is a finding too; worth a line where it is in the sides' own code. */
  readonly original?: true;
  /** Its place in the stream, which for a stack is the record that it was logged with. */
  readonly at: number;
}

export const rank = (strength: Strength): number => strengths.indexOf(strength);

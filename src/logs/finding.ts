import type { Frame } from "./stack";

/** How much a line has to say, strongest first. */
export const strengths = ["exception", "error", "effect", "status", "hint"] as const;

export type Strength = (typeof strengths)[number];

/** A line that may say why. */
export interface Finding {
  readonly strength: Strength;
  readonly text: string;
  readonly frames: readonly Frame[];
  /** Its place in the stream. */
  readonly at: number;
}

export const rank = (strength: Strength): number => strengths.indexOf(strength);

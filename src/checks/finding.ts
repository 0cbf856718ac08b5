import type { Line } from "../processes/types";
import type { TestCase } from "./types";

/** What a check found out, before it is timed and masked. */
export interface Finding {
  readonly verdict: "green" | "red";
  readonly why?: string;
  readonly exit?: number;
  readonly lines?: readonly Line[];
  readonly cases?: readonly TestCase[];
}

/** Green where there is no reason against it. */
export const finding = (why: string | undefined, more: Omit<Finding, "verdict" | "why"> = {}): Finding =>
  why === undefined ? { ...more, verdict: "green" } : { ...more, verdict: "red", why };

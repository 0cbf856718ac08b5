import { exits, problemOf } from "../util/problem";
import type { Outcome } from "./emulation";

/** How an emulation is remembered that an error ended: `cancelled` is only what somebody cancelled. */
export const outcomeOf = (error: unknown): Outcome => {
  const { code, exit, message } = problemOf(error);
  if (exit === exits.interrupted) return { verdict: "cancelled" };
  return { why: message, ...(code === "unbuildable" ? { verdict: "unbuildable" } : {}) };
};

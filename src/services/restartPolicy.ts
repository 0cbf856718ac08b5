import type { Exited } from "../processes/types";
import type { ServiceSpec } from "./types";

/** Who was ready for so long gets all its restarts again. */
export const steadyMs = 10_000;

export const mayRestart = (restart: ServiceSpec["restart"], exit: Exited, restarts: number): boolean => {
  if (restarts >= restart.max) return false;
  return restart.policy === "always" || (restart.policy === "on-failure" && exit.code !== 0);
};

/** 0.1 s, doubled each time, at most 10 s. */
export const backOffMs = (restarts: number): number => Math.min(10_000, 100 * 2 ** restarts);

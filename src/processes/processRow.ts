import type { ProcessId } from "./types";

/** One process as the system's table shows it. */
export interface ProcessRow extends ProcessId {
  readonly parent: number;
  /** Zero where the system has no groups or sessions, or doesn't tell. */
  readonly group: number;
  readonly session: number;
  readonly state: "running" | "stopped" | "zombie";
}

export const sameProcess = (a: ProcessId, b: ProcessId): boolean =>
  a.pid === b.pid && a.startedAt === b.startedAt;

export const keyOf = (id: ProcessId): string => `${id.pid}@${id.startedAt}`;

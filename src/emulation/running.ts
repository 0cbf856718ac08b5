import type { ActionResult } from "../checks/action";
import type { Service } from "../services/service";
import type { EmulationRecord } from "./record";
import type { Run } from "./run";
import type { Undone } from "./undo";

/** A running emulation as those see it who are asked about it. */
export interface Running {
  readonly id: string;
  readonly record: EmulationRecord;
  readonly run: Run;
  readonly services: ReadonlyMap<string, Service>;
  act(name: string, answers: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<ActionResult>;
  startService(name: string, signal: AbortSignal): Promise<void>;
  stopService(name: string): Promise<void>;
  restartService(name: string, signal: AbortSignal): Promise<void>;
  stopAndTell(): Promise<Undone>;
}

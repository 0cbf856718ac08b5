import type { CheckResult } from "../checks/types";
import type { Attachment, PathMapping } from "../languages/types";
import type { Line } from "../processes/types";
import type { ServiceState } from "../services/types";
import type { Problem } from "../util/problem";
import type { Step } from "./plan";

/** A service under a debugger: where it listens, and how to attach. */
export interface Target {
  readonly service: string;
  readonly side: string;
  /** `userCode 1.0.0 · grpc`. */
  readonly label: string;
  readonly language: string;
  readonly port: number;
  readonly pid: number;
  /** Arguments of DAP's `attach`. */
  readonly attach: Readonly<Record<string, unknown>>;
  /** The whole of it: who speaks DAP, where it waits, how it stops at its first line. */
  readonly attachment: Attachment;
  /** What its environment has only while debugging. */
  readonly env?: Readonly<Record<string, string>>;
  /** For what runs in a container: which of its folders is which here. */
  readonly mappings?: readonly PathMapping[];
}

export interface ExceptionSaid {
  readonly exception: string;
  readonly text: string;
  readonly traceback: string | undefined;
}

export type EmulationState = "starting" | "ready" | "stopping" | "ended";

/** `cancelled` says nothing about the step: somebody ended it, or the failure of another one did. */
export type StepEnd = "done" | "failed" | "cancelled";

export type EmulationEvent =
  | { readonly kind: "state"; readonly state: EmulationState }
  | {
      readonly kind: "step";
      readonly step: Step;
      readonly state: "running" | StepEnd;
      readonly ms: number;
      readonly note: string | undefined;
    }
  | { readonly kind: "output"; readonly step: string; readonly line: Line }
  | {
      readonly kind: "line";
      readonly service: string;
      readonly side: string | undefined;
      readonly line: Line;
    }
  | { readonly kind: "service"; readonly service: string; readonly state: ServiceState }
  | { readonly kind: "target"; readonly target: Target }
  /** A target stopped at an exception: also what a server swallows is of record. */
  | { readonly kind: "exception"; readonly service: string; readonly record: ExceptionSaid }
  | { readonly kind: "check"; readonly result: CheckResult }
  /** Something went wrong that does not end the emulation. */
  | { readonly kind: "trouble"; readonly problem: Problem };

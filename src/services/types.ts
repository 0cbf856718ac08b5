import type { Exited, Line, ProcessId, RunToken } from "../processes/types";
import type { Ready } from "../scenario/settled";

/** A service with everything filled in: nothing symbolic is left. */
export interface ServiceSpec {
  readonly name: string;
  readonly argv: readonly string[];
  readonly shell: boolean;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly token: RunToken;
  readonly ports: Readonly<Record<string, number>>;
  /** Templates in `run` readiness are filled in already. */
  readonly ready: readonly Ready[];
  readonly readyTimeoutMs: number;
  readonly restart: { readonly policy: "no" | "on-failure" | "always"; readonly max: number };
}

/** While a target is held or stopped, clocks of readiness and checks stand still. */
export interface Pause {
  readonly paused: boolean;
  /** Settles at the next change. */
  changed(): Promise<void>;
}

export type ServiceState =
  | { readonly kind: "idle" }
  | { readonly kind: "starting"; readonly process: ProcessId; readonly since: number }
  | { readonly kind: "ready"; readonly process: ProcessId; readonly since: number }
  | { readonly kind: "stopping"; readonly process: ProcessId }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly exit: Exited | undefined; readonly why: string };

export interface ServiceWorld {
  readonly onLine: (service: string, line: Line) => void;
  readonly pause: Pause;
  /** Called with each new process as soon as it has a pid, before readiness is asked: here debuggers attach. */
  readonly onStarted: (service: string, process: ProcessId) => void | Promise<void>;
}

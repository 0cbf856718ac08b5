import type { Exited, Line, ProcessId, RunningProcess, RunToken, SpawnSpec } from "../processes/types";
import type { Ready } from "../scenario/settled";
import type { Pause } from "../util/pausing";
import type { Clock } from "../util/time";

export type { Pause } from "../util/pausing";

/** A service with everything filled in: nothing symbolic is left. */
export interface ServiceSpec {
  readonly name: string;
  readonly argv: readonly string[];
  readonly shell: boolean;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The emulation's. */
  readonly token: RunToken;
  readonly ports: Readonly<Record<string, number>>;
  /** Templates in `run` readiness are filled in already. */
  readonly ready: readonly Ready[];
  readonly readyTimeoutMs: number;
  readonly restart: { readonly policy: "no" | "on-failure" | "always"; readonly max: number };
}

export type ServiceState =
  | { readonly kind: "idle" }
  | { readonly kind: "starting"; readonly process: ProcessId; readonly since: number }
  | { readonly kind: "ready"; readonly process: ProcessId; readonly since: number }
  /** Between two processes: it ended and its policy starts it again, or somebody asked. */
  | { readonly kind: "restarting"; readonly process: ProcessId | undefined; readonly why: string }
  | { readonly kind: "stopping"; readonly process: ProcessId }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly exit: Exited | undefined; readonly why: string };

export interface ServiceWorld {
  readonly onLine: (service: string, line: Line) => void;
  /** What whoever takes the lines has to catch up with; a program that says more meanwhile waits. */
  readonly drained?: (service: string) => Promise<void> | undefined;
  readonly pause: Pause;
  /** Called with each new process as soon as it has a pid, before readiness is asked: here debuggers attach. */
  readonly onStarted: (service: string, process: ProcessId) => void | Promise<void>;
  /** Takes secrets out of what people get to read. */
  readonly mask: (text: string) => string;
}

/** A listening TCP socket. */
export interface Listener {
  readonly address: string;
  readonly port: number;
}

/** What services need of the machine. */
export interface ServicePorts {
  readonly clock: Clock;
  readonly spawn: (spec: SpawnSpec) => RunningProcess | Promise<RunningProcess>;
  /** Whether the process can be reached there by loopback; never by connecting. */
  readonly isListening: (port: number, whose: Whose) => Promise<boolean>;
  /** Where it listens at all, for an explanation. */
  readonly listeners: (whose: Whose) => Promise<readonly Listener[]>;
  /** What is alive and bears its own token. */
  readonly survivors: (own: RunToken) => Promise<readonly ProcessId[]>;
  /** Runs a command where the service runs, for those that run elsewhere than here. */
  readonly runInside?: (argv: readonly string[], signal: AbortSignal) => Promise<RanInside>;
  /** What the service says of its own health; undefined where it has no opinion. */
  readonly health?: () => Promise<Probe | undefined>;
}

export interface RanInside {
  readonly exit: number;
  /** The last thing it said. */
  readonly last: string;
}

/** A process's tree, and what left the tree but bears its own token. */
export interface Whose {
  readonly process: ProcessId;
  readonly own: RunToken;
}

/** One condition of readiness. */
export interface Probe {
  /** Why it isn't met as long as the first asking has not ended. */
  readonly before: string;
  /** Undefined when the condition is met, else why it isn't. */
  ask(signal: AbortSignal): Promise<string | undefined>;
  /** What can be added when time is up; too costly for each asking. */
  explain?(): Promise<string | undefined>;
}

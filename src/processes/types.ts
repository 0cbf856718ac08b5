import type { Disposable } from "../util/disposable";

/** A pid alone may be reused; with its start time it names one process for ever. */
export interface ProcessId {
  readonly pid: number;
  /** Opaque, comparable for equality only (clock ticks since boot, creation date …). */
  readonly startedAt: string;
}

/** Random; in the environment of all that an emulation starts, so that strays are found. */
export type RunToken = string & { readonly brand: "RunToken" };

export interface Line {
  readonly time: number;
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

export interface SpawnSpec {
  readonly argv: readonly string[];
  readonly cwd: string;
  /** The whole environment: nothing is inherited behind it. */
  readonly env: Readonly<Record<string, string>>;
  readonly token?: RunToken;
  /** This process's alone, where the token is shared: what bears it is stopped with the process, and nothing else. */
  readonly own?: RunToken;
  readonly shell?: boolean;
  readonly onLine?: (line: Line) => void;
  /** Asked when lines were delivered: while it is waited for, no more are read. */
  readonly drained?: (() => Promise<void> | undefined) | undefined;
  readonly input?: string;
  /** Its input stays open as long as we live, so that its end tells it of ours. */
  readonly held?: boolean;
}

export interface Exited {
  readonly code: number | undefined;
  readonly signal: string | undefined;
  /** What its keeper knows besides: that it took too much memory, that somebody removed it. */
  readonly why?: string;
}

export interface RunningProcess {
  readonly id: ProcessId;
  /** Settles once the process ended and all its output was delivered. Never rejects. */
  readonly exited: Promise<Exited>;
  /** SIGTERM to the tree, SIGKILL after the grace time; also what left the tree but carries the token. */
  stop(graceMs?: number): Promise<void>;
}

/** An external tool's call as a value; only `runTool` runs it. */
export interface ToolCall<T> {
  readonly tool: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Exit codes that are an answer and not a failure; [0] by default. */
  readonly accept?: readonly number[];
  readonly parse: (output: ToolOutput) => T;
}

export interface ToolOutput {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

export interface ToolRun {
  readonly signal?: AbortSignal;
  readonly token?: RunToken;
  readonly onLine?: (line: Line) => void;
}

/** The port by which rooms below call external tools. */
export type RunTool = <T>(call: ToolCall<T>, run?: ToolRun) => Promise<T>;

export interface PortHolder {
  readonly pid: number | undefined;
  readonly command: string | undefined;
  readonly ageSeconds: number | undefined;
}

export interface PortReservation extends Disposable {
  readonly port: number;
}

/** What became of a tree that was to end. */
export interface Stopped {
  /** What did not go by itself within the grace time. */
  readonly killed: readonly ProcessId[];
  /** What could not be ended at all: another user's, or stuck in the kernel. */
  readonly left: readonly ProcessId[];
}

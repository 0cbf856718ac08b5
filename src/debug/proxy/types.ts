import type { Duplex } from "node:stream";
import type { Listen } from "../../util/events";
import type { Event, Message, Request, Response } from "./message";

export interface ProxyOptions {
  /** Opens the way to the debugger; asked again after each restart. */
  readonly connect: (signal: AbortSignal) => Promise<Duplex>;
  readonly label: Label;
  readonly scope?: BreakpointScope;
  readonly places?: SourcePlaces;
  readonly hooks?: ProxyHooks;
  /** `pause`: the program is to stop at its first line, which this debugger does only when it is asked to pause. */
  readonly entry?: "pause" | undefined;
  /** The adapter tells by a `stopped` that the target is held, before `configurationDone`. */
  readonly startsStopped?: boolean | undefined;
  /** Settles once the port listens, found without connecting. */
  readonly listening?: (port: number, signal: AbortSignal) => Promise<boolean>;
}

export interface Label {
  readonly side: string;
  readonly version: string;
  readonly service: string;
}

/** Which function and exception breakpoints are this side's. */
export interface BreakpointScope {
  /** All sides' names: `userCode: launch_run` is a function breakpoint for that side only. */
  readonly sides: readonly string[];
  /** Functions to stop in, beside those that the client asks for. */
  readonly functions: readonly string[];
  /** Filters that the configuration decides, whatever the client asks for. */
  readonly exceptions: Readonly<Record<string, boolean>>;
}

/** Where this target's files lie, as the editor spells the folders. */
export interface SourcePlaces {
  /** Trees; the target's own first. */
  readonly trees: readonly string[];
  /** Folders in trees that packages are installed from; the trees and their `src` count anyway. */
  readonly packages: readonly string[];
  /** Folders that packages are copied to, such as site-packages. */
  readonly installed: readonly string[];
  /** Whether the debugger knows a file by any of its spellings, as debugpy does; else it is told each. */
  readonly resolvesLinks: boolean;
}

export interface ProxyHooks {
  /** Something in the target began to stand still, or nothing does any more. */
  readonly paused?: (paused: boolean) => void;
  readonly exception?: (record: ExceptionRecord) => void;
  /** A process of the target waits for a debugger session of its own, at a port that listens. */
  readonly subprocess?: (child: Subprocess) => void;
  /**
   * Settles when the new process's debugger listens (until that is attached to, the service won't get ready), with
   * what differs in the arguments of `attach` now.
   */
  readonly restartService?: (signal: AbortSignal) => Promise<Readonly<Record<string, unknown>>>;
  /** Told once: who ended the session. A restart ends nothing. */
  readonly ended?: (by: EndedBy) => void;
}

export type EndedBy = "client" | "target";

export interface Subprocess {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** Arguments of the child's `attach`. */
  readonly configuration: Readonly<Record<string, unknown>>;
}

export interface ExceptionRecord extends Label {
  readonly threadId: number | undefined;
  /** The exception's type, such as `KeyError`. */
  readonly exception: string;
  readonly text: string;
  readonly traceback: string | undefined;
}

/** Fits VS Code's inline debug adapter as it is, by `onDidSendMessage`, and `serveProxy` for streams. */
export interface TargetProxy {
  handleMessage(message: unknown): void;
  readonly onDidSendMessage: Listen<Message>;
  dispose(): void;
}

/** What is said differently on the way; never out of order, and what a rule doesn't know it hands on as it is. */
export interface Rule {
  /** What the target gets instead. The last one answers the client; those before need a seq of our own. */
  readonly toTarget?: (request: Request) => readonly Request[];
  /** Instead of the target's response to `request`, which is as the target got it. */
  readonly response?: (response: Response, request: Request) => Response;
  readonly event?: (event: Event) => Event;
}

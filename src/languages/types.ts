import type { Environment } from "../environments/types";
import type { RunTool, ToolRun } from "../processes/types";
import type { DebugSpec } from "../scenario/settled";
import type { HttpGet } from "../versions/http/types";
import type { Command, CommandFiles } from "./command";

/** What a language is to us; one record each. */
export interface Language {
  readonly name: string;
  /** Finds, and where it must, fetches the debugger that fits an environment; all that follows is pure. */
  readonly find: (environment: Environment, world: DebuggerWorld, run: ToolRun) => Promise<Debugger>;
}

/** A language's debugger, found for one environment. */
export interface Debugger {
  readonly language: string;
  /** The command under the debugger. Throws where it can't be debugged as it is written, and says how it could. */
  readonly wrap: (args: WrapArgs) => Promise<Wrapped>;
  /** How to get to what `wrap` has started. */
  readonly attach: (args: AttachArgs) => Attachment;
  /** How to get to what already runs without debugger; undefined where that can't be. */
  readonly attachRunning?: (args: RunningArgs) => RunningAttachment;
}

export interface WrapArgs {
  readonly command: Command;
  /** Where the debugger shall listen: on loopback, unless the command runs where that can't be reached. */
  readonly port: number;
  readonly host?: string;
  /** Hold at the first instruction until a debugger is there. */
  readonly hold: boolean;
  readonly spec: DebugSpec;
  /** The folders whose code is the user's own: the trees of all sides, as given and as they really are. */
  readonly trees: readonly string[];
  /** A folder of the emulation for what a debugger builds. */
  readonly scratch: string;
}

export interface Wrapped {
  readonly argv: readonly string[];
  /** Set over the command's own. */
  readonly env: Readonly<Record<string, string>>;
}

export interface AttachArgs {
  readonly port: number;
  /** As the wrapped command was started. */
  readonly hold: boolean;
  /** The process that the wrapped command became. */
  readonly pid: number;
  readonly spec: DebugSpec;
  readonly trees: readonly string[];
  /** Where the target knows its files by other names than we: the deepest first. */
  readonly mappings?: readonly PathMapping[];
  /** The command before it was wrapped. */
  readonly command: Command;
}

/** A folder here, and what the same folder is called where the target runs. */
export interface PathMapping {
  readonly here: string;
  readonly there: string;
}

/** How a client gets to a target. */
export interface Attachment {
  readonly adapter: Adapter;
  /** The DAP request that begins the session, and its arguments. */
  readonly request: "attach" | "launch";
  readonly arguments: Readonly<Record<string, unknown>>;
  /**
   * Where the target waits for whoever debugs it; before it is seen there, by the system's table and never by a probing
   * connection, an attach would fail. Undefined where there is nothing to wait for.
   */
  readonly listens: number | undefined;
  /**
   * How a `pauseAtStart` comes about: by the arguments above, or by a `pause` of thread 1 that the client sends before its
   * `configurationDone`, and a `stepIn` where the stop that follows has no frames (debugpy's own are hidden). Undefined: it isn't asked for, or nothing can do it.
   */
  readonly entry: "arguments" | "pause" | undefined;
  /**
   * The adapter tells of the hold itself by a `stopped` before it answers `configurationDone`, and not that it is over: the
   * client is not to hear of it.
   */
  readonly startsStopped?: boolean;
  /** Whose stdout the target's output comes to: its process' as ever, or as `output` events of the adapter. */
  readonly output?: "process" | "adapter";
  /** What will probably go wrong, and what to do about it: one sentence to show. */
  readonly caution?: string;
}

export type Adapter =
  /** The target speaks DAP itself, on this port of loopback. */
  | { readonly kind: "port"; readonly port: number }
  /** A program that speaks DAP over its stdio, to be started by whoever attaches. */
  | { readonly kind: "program"; readonly argv: readonly string[] }
  /** Another extension's debug type: `arguments` are its configuration. */
  | { readonly kind: "delegated"; readonly type: string };

export interface RunningArgs {
  readonly pid: number;
  readonly port: number;
  readonly spec: DebugSpec;
  readonly trees: readonly string[];
  readonly command: Command;
}

export interface RunningAttachment {
  readonly attachment: Attachment;
  /** To be run first. */
  readonly before?: Wrapped & {
    /** Ends by itself when the target listens; else it is the debugger's server and runs as long as the session. */
    readonly ends: boolean;
  };
}

/** What looking for a debugger needs of this machine. */
export interface DebuggerWorld {
  /** The debuggers that came with us. */
  readonly shipped: string;
  /** Where those are kept that were fetched. */
  readonly folder: string;
  readonly locks: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly run: RunTool;
  readonly get?: HttpGet;
  readonly files?: CommandFiles;
  /** Brings a folder of this machine to where the service runs, and says what it is called there. */
  readonly bring?: (folder: string) => string;
}

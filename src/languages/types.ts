import type { DebugSpec } from "../scenario/settled";

/** How a command is wrapped so that a debugger can attach, and how to attach; pure. */
export interface Language {
  readonly name: string;
  wrap(args: WrapArgs): Wrapped;
  attach(args: AttachArgs): Record<string, unknown>;
}

export interface WrapArgs {
  readonly argv: readonly string[];
  readonly port: number;
  /** Hold at the first instruction until a debugger is there. */
  readonly hold: boolean;
  readonly spec: DebugSpec;
  /** Where the debugger for this environment lies. */
  readonly debuggerDir: string;
  readonly interpreter?: string | undefined;
  readonly interpreterVersion?: string | undefined;
  /** Where the command's own file was found, for commands that are scripts. */
  readonly script?: string | undefined;
}

export interface Wrapped {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface AttachArgs {
  readonly port: number;
  readonly name: string;
  readonly spec: DebugSpec;
  readonly trees: readonly string[];
}

/** A language's debugger, found for one environment. */
export interface Debugger {
  readonly language: Language;
  readonly dir: string;
}

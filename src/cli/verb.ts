import type { ParseArgsConfig } from "node:util";
import type { Exit } from "../util/problem";
import type { Terminal } from "./terminal";

export type Options = NonNullable<ParseArgsConfig["options"]>;

export interface VerbArgs {
  readonly words: readonly string[];
  readonly flag: (name: string) => boolean;
  readonly text: (name: string) => string | undefined;
  readonly texts: (name: string) => readonly string[];
}

/** What a verb may use of the world outside. */
export interface Cli {
  readonly terminal: Terminal;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where our other programs lie: a verb's own file lies deeper. */
  readonly dist: string;
  /** The first Ctrl-C. */
  readonly signal: AbortSignal;
  /** The second one: what is still ending politely ends at once. */
  readonly onHurry: (hurry: () => void) => void;
}

export interface Verb {
  readonly name: string;
  readonly summary: string;
  /** Behind `backcompat NAME`. */
  readonly usage: string;
  readonly example: string;
  /** How many words it takes besides options; none by default. */
  readonly words?: number;
  readonly options: Options;
  /** Its end puts nothing back. */
  readonly onlyReads?: true;
  /** One line for each option, for `--help`. */
  readonly explain: Readonly<Record<string, string>>;
  run(args: VerbArgs, cli: Cli): Promise<Exit>;
}

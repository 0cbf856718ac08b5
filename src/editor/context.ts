import type { ExtensionContext, LogOutputChannel } from "vscode";
import type { RunningEmulations } from "./runningEmulations";

/** What the parts of the editor share; made once, in activate. */
export interface Editor {
  readonly extension: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly emulations: RunningEmulations;
  /** Where our programs and the bundled debuggers lie. */
  readonly dist: string;
}

import type { Line, RunToken } from "../processes/types";
import type { SettledEnvironment, SettledSource } from "../scenario/settled";

export interface EnvironmentRequest {
  readonly side: string;
  readonly spec: SettledEnvironment;
  readonly source: SettledSource;
  /** The side's tree; undefined for packages, whose files `Environment.packages` names. */
  readonly tree: { readonly dir: string; readonly commit: string | undefined } | undefined;
}

export interface EnvironmentRun {
  readonly signal: AbortSignal;
  readonly token: RunToken;
  readonly onLine: (line: Line) => void;
  /**
   * Called before the build makes a file outside the state folder (`*.egg-info` in a workspace) that was not there:
   * it is journaled, and removed when the emulation ends.
   */
  readonly willCreate: (path: string) => void;
  /** Called before what a build will overwrite in the user's folder changes: there is a copy to bring back. */
  readonly willReplace: (path: string, copy: string) => void;
}

/** How to run something as this side; pure data. */
export interface Environment {
  readonly key: string;
  readonly kind: "python" | "node" | "commands" | "none";
  /** Where it lies; undefined where nothing was built. */
  readonly dir: string | undefined;
  /** Set over the user's environment. */
  readonly vars: Readonly<Record<string, string>>;
  /** Put before the user's PATH. */
  readonly path: readonly string[];
  readonly python?: string;
  readonly pythonVersion?: string;
  readonly node?: string;
  /** The node_modules or site-packages folder. */
  readonly modules?: string;
  /** A launcher that runs any command in this environment. */
  readonly exec?: string;
  /** Where a package source's own files lie. */
  readonly packages?: string;
  readonly log: string | undefined;
  /** What building it took. */
  readonly seconds?: number;
  readonly cached: boolean;
}

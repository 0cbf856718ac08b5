import type { EmulationState } from "../../../emulation/events";
import type { ServiceState } from "../../../services/types";
import type { Place, Problem } from "../../../util/problem";

/** All that the Scenario view shows. */
export interface ScenarioViewState {
  readonly folders: readonly FolderState[];
  /** Of this window. */
  readonly running: readonly RunningState[];
  readonly now: number;
}

/** What the scenario files of a workspace folder say. */
export interface FolderState {
  readonly path: string;
  readonly name: string;
  readonly scenarios: readonly {
    readonly name: string;
    readonly title: string;
    readonly place: Place;
    /** Two of its sides may change places. */
    readonly swappable: boolean;
  }[];
  /** Their files by whole paths. */
  readonly problems: readonly Problem[];
}

export interface RunningState {
  readonly id: string;
  readonly scenario: string;
  readonly title: string;
  readonly folder: string;
  readonly state: EmulationState;
  /** The step that is under way while it starts. */
  readonly step: string | undefined;
  readonly started: number;
  readonly swapped: boolean;
  readonly sides: readonly SideState[];
  readonly services: readonly ServiceLook[];
  readonly actions: readonly ActionState[];
  readonly rewrites: readonly RewriteState[];
}

export interface SideState {
  readonly name: string;
  readonly version: string | undefined;
  /** In a word: `workspace`, `worktree`, `package`, … */
  readonly source: string;
  /** Another version may be put in its place. */
  readonly versioned: boolean;
  /** Undefined until it is there. */
  readonly dir: string | undefined;
  /** `Python 3.11.2`. */
  readonly environment: string | undefined;
  /** Files that differ from the commit, apart from those that the emulation rewrote; undefined where unknown. */
  readonly edited: readonly string[] | undefined;
}

export interface ServiceLook {
  readonly name: string;
  readonly side: string | undefined;
  readonly state: ServiceState["kind"];
  readonly why: string | undefined;
  readonly ports: Readonly<Record<string, number>>;
  readonly pid: number | undefined;
  /** It has a `debug` key. */
  readonly debuggable: boolean;
  /** It was started under a debugger. */
  readonly debugged: boolean;
  /** Where its debugger holds it: `repo.py:12`, or empty where that is not known yet. */
  readonly paused: string | undefined;
  /** The address to open in a browser. */
  readonly url: string | undefined;
}

export interface ActionState {
  readonly name: string;
  readonly kind: "http" | "graphql" | "run";
  /** How it ended the last time. */
  readonly last: Sent | undefined;
}

export interface Sent {
  /** `200 in 0.1 s`. */
  readonly outcome: string;
  /** The beginning of what was answered. */
  readonly answer?: string;
}

export interface RewriteState {
  readonly index: number;
  readonly side: string;
  readonly file: string;
  readonly values: readonly string[];
  readonly done: boolean;
}

import type { ProcessId, RunTool, ToolRun } from "../processes/types";

/** Who holds a tree: gone when its process is, whatever the lease file says. */
export interface LeaseOwner {
  readonly emulation: string;
  readonly process: ProcessId;
}

export interface TreeRequest {
  /** A folder in a git checkout, or a URL. */
  readonly repo: string;
  /** Tag, branch or commit. */
  readonly ref: string;
  /** A tree of its own, because something will be rewritten or built inside it. */
  readonly exclusive: boolean;
  readonly owner: LeaseOwner;
  /** True to continue in a tree that a person edited; otherwise such a tree is set aside. */
  readonly useEdited?: boolean;
}

export interface Tree {
  /** Names the lease, for its release. */
  readonly lease: string;
  /** The folder that answers to the request: for a repo given as a subfolder, that subfolder. */
  readonly dir: string;
  readonly root: string;
  readonly commit: string;
  readonly ref: string;
  readonly exclusive: boolean;
  /** False where it had to be checked out now. */
  readonly reused: boolean;
  /** It differs from its commit, by a person's hand. */
  readonly edited: boolean;
  /** What the person should know: an edited tree set aside, a submodule or LFS content left out. */
  readonly notes: readonly string[];
}

/** What became of a tree at its release. */
export type Released =
  | { readonly kind: "clean" }
  | { readonly kind: "kept"; readonly dir: string; readonly why: string }
  | { readonly kind: "patched"; readonly dir: string; readonly patch: string };

/** What trees need of the world around them. */
export interface TreesWorld {
  readonly stateDir: string;
  readonly run: RunTool;
  readonly isAlive: (process: ProcessId) => boolean | Promise<boolean>;
  /** Holds across processes. The name is safe as a file name. */
  readonly withLock: WithLock;
}

export type WithLock = <T>(name: string, body: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

export interface ResolvedRef {
  readonly ref: string;
  readonly commit: string;
}

export type LeaseChoice = { readonly lease: string } | { readonly emulation: string };

/** One tree in the state folder, as `clean` shows it. */
export interface TreeInfo {
  readonly id: string;
  readonly dir: string;
  /** The folder or URL it came from. */
  readonly repo: string;
  readonly ref: string;
  readonly commit: string;
  readonly exclusive: boolean;
  readonly bytes: number;
  readonly lastUsed: number;
  /** Emulations that hold it and live. */
  readonly leasedBy: readonly string[];
  readonly edited: boolean;
}

export interface TreeStatus {
  readonly commit: string;
  /** Changed, staged or deleted tracked files, relative to the tree. */
  readonly changed: readonly string[];
  readonly untracked: readonly string[];
  /** All that is missing is files: damage, and no one's work. */
  readonly onlyDeleted: boolean;
}

export interface Evicted {
  readonly removed: readonly string[];
  readonly freed: number;
}

export interface Trees {
  resolve(repo: string, ref: string, run?: ToolRun): Promise<ResolvedRef>;
  checkOut(request: TreeRequest, run?: ToolRun): Promise<Tree>;
  /**
   * Remembers the ignored files that are there now (what a build left) as part of the tree;
   * those that come later are removed at release.
   */
  seal(lease: string, run?: ToolRun): Promise<void>;
  /** Idempotent, and works from another process: leases are files. */
  release(which: LeaseChoice, run?: ToolRun): Promise<Released[]>;
  list(run?: ToolRun): Promise<TreeInfo[]>;
  remove(id: string, edited: "keep" | "patch", run?: ToolRun): Promise<Released>;
  /** The oldest unused first, until all trees together fit; never leased or edited ones. */
  evict(maxBytes: number, run?: ToolRun): Promise<Evicted>;
  /** Undefined where git can't tell. */
  status(dir: string, run?: ToolRun): Promise<TreeStatus | undefined>;
}

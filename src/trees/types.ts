import type { ProcessId } from "../processes/types";

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
}

/** What became of a tree at its release. */
export type Released =
  | { readonly kind: "clean" }
  | { readonly kind: "kept"; readonly dir: string; readonly why: string }
  | { readonly kind: "patched"; readonly dir: string; readonly patch: string };

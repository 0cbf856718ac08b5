/** How versions of an axis are ordered. */
export type Scheme = "pep440" | "semver" | "loose";

export type VersionSource =
  | { readonly kind: "list"; readonly versions: readonly string[] }
  /** A folder or a URL; `match` is a regex on tags whose group `version` (or first group) is the version. */
  | { readonly kind: "git"; readonly repo: string; readonly match?: string }
  | { readonly kind: "pypi"; readonly name: string }
  | { readonly kind: "npm"; readonly name: string }
  | { readonly kind: "image"; readonly name: string };

export interface AxisSpec {
  readonly name: string;
  readonly source: VersionSource;
  readonly range?: string;
  readonly exclude?: readonly string[];
  readonly aliases?: Readonly<Record<string, string>>;
  readonly default?: string;
  readonly prereleases?: boolean;
}

export interface Release {
  /** As users write it: `1.2.0`, also where the tag is `v1.2.0`. */
  readonly name: string;
  /** The tag as it is. */
  readonly ref?: string;
  readonly commit?: string;
  /** ISO 8601. */
  readonly date?: string;
  readonly prerelease?: boolean;
  /** True, or the reason given. */
  readonly yanked?: string | true;
  readonly deprecated?: string;
  readonly requiresPython?: string;
}

export type LeftOutBecause = "range" | "excluded" | "yanked" | "deprecated" | "prerelease";

/** Exists, but is not offered; where the reason allows it, it can still be named exactly. */
export interface LeftOut {
  readonly release: Release;
  readonly because: LeftOutBecause;
}

export interface Axis {
  readonly name: string;
  readonly scheme: Scheme;
  readonly source: VersionSource;
  /** Ascending; what is offered. */
  readonly releases: readonly Release[];
  readonly leftOut: readonly LeftOut[];
  readonly aliases: Readonly<Record<string, string>>;
  readonly default?: string;
  readonly range?: string;
  readonly exclude?: readonly string[];
  readonly prereleases?: boolean;
  /** Of a clone that lacks history, and with it releases that its remotes have. */
  readonly shallow?: true;
  /** For people: `from the cache, 3 h old: index unreachable`. */
  readonly notes: readonly string[];
}

/**
 * Where a version stands: at a release, some commits after one, or outside all of them.
 * `above` is also what nothing is known about (a shallow clone, a branch of a URL): work in
 * progress is newer than every release unless its history says otherwise.
 */
export type Order =
  | { readonly scheme: Scheme; readonly nearest: string; readonly after: number }
  | { readonly scheme: Scheme; readonly beyond: "below" | "above" };

export type VersionKind = "release" | "workspace" | "branch" | "commit";

export interface Version {
  readonly axis: string;
  /** Shown: `1.2.0`, `workspace`, `main`, `a1b2c3d`. */
  readonly name: string;
  readonly kind: VersionKind;
  readonly order: Order;
  /** What to check out or to install: the tag as it is, the branch, the full commit. */
  readonly ref?: string;
  readonly commit?: string;
  readonly date?: string;
  readonly release?: Release;
}

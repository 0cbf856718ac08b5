/** What a place in the scenario may speak of. */
/** All names that a scenario defines, over every value by version. */
export interface Names {
  readonly axes: ReadonlySet<string>;
  /** Those of git repositories: they also have a workspace, branches and commits. */
  readonly gitAxes: ReadonlySet<string>;
  readonly sides: ReadonlySet<string>;
  /** Each service's ports. */
  readonly services: ReadonlyMap<string, ReadonlySet<string>>;
  readonly setup: ReadonlySet<string>;
  readonly outputs: ReadonlySet<string>;
  /** Rewrites with `"as": "copy"`. */
  readonly files: ReadonlySet<string>;
  readonly actions: ReadonlySet<string>;
  readonly checks: ReadonlySet<string>;
  readonly engines: ReadonlySet<string>;
}

export interface Scope {
  readonly names: Names;
  /** What `"by": "side"` means here. */
  readonly side: string | undefined;
  /** What `${port}` and `${ports.NAME}` mean here; undefined where nothing has ports. */
  readonly ports: ReadonlySet<string> | undefined;
  /** What `${arguments.NAME}` means here. */
  readonly args: ReadonlySet<string> | undefined;
}

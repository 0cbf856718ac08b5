/** What is mounted into a container. */
export type Mount =
  | { readonly kind: "volume"; readonly name: string; readonly at: string; readonly readonly: boolean }
  | { readonly kind: "folder"; readonly path: string; readonly at: string; readonly readonly: boolean };

export interface Published {
  readonly inside: number;
  readonly host: string;
  /** None: the engine chooses one. */
  readonly outside: number | undefined;
}

/** A container with everything filled in. What is undefined is as the image has it. */
export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  readonly network: string;
  /** How its neighbours on the network call it. */
  readonly aliases: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
  readonly publish: readonly Published[];
  readonly run: readonly string[] | undefined;
  readonly entrypoint: readonly string[] | undefined;
  readonly user: string | undefined;
  readonly workdir: string | undefined;
  readonly memory: number | undefined;
  /** Names for addresses, as `NAME:ADDRESS`. */
  readonly hosts: readonly string[];
}

import { join } from "node:path";

/** Where trees keep what in the state folder. */
export const places = (stateDir: string) =>
  ({
    repository: (key: string) => join(stateDir, "repos", `${key}.git`),
    repositories: join(stateDir, "repos"),
    trees: join(stateDir, "trees"),
    treesOf: (key: string) => join(stateDir, "trees", key),
    tree: (key: string, name: string) => join(stateDir, "trees", key, name),
    /** Beside the tree and written last: a folder without it is half made, and never used. */
    record: (key: string, name: string) => join(stateDir, "trees", key, `${name}.json`),
    leases: join(stateDir, "leases"),
    lease: (id: string) => join(stateDir, "leases", `${id}.json`),
    patches: join(stateDir, "patches"),
  }) as const;

export type Places = ReturnType<typeof places>;

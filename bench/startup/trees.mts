import { rmSync } from "node:fs";
import { join } from "node:path";
import { type Place, root } from "../orphans/place.mts";
import { loadCore } from "./loadCore.mts";
import { type Measured, takingTurns, timed } from "./measure.mts";
import { manyFiles } from "./repositories.mts";
import { run } from "./run.mts";

/** A tree of a large repository, our own repository for it included, against what else gives a second folder. */
export const measureTrees = async (place: Place, core: string, runs: number): Promise<Measured[]> => {
  const repository = join(place.folder, "large");
  await manyFiles(repository, 20_000);
  const at = (name: string): string => join(place.folder, name);
  const { ours, clone, copy } = await takingTurns(runs, {
    ours: () => synced(at("large-state"), (state) => checkOut(core, state, repository)),
    clone: () =>
      synced(at("large-clone"), (to) => run(["git", "clone", "--quiet", "--local", repository, to])),
    copy: () => synced(at("large-copy"), (to) => run(["cp", "-a", repository, to])),
  });
  return [against("git clone --local", ours, clone), { ...against("cp -a", ours, copy), what: "the same" }];
};

const against = (name: string, ours: number, value: number): Measured => ({
  what: "tree of 20,000 files, synced",
  ours,
  unit: "ms",
  peer: { name, value },
  bound: `faster than ${name}`,
  holds: ours < value,
});

/** Nothing of the one before is still to be written while the next one is measured. */
const synced = async (folder: string, make: (folder: string) => Promise<unknown>): Promise<number> => {
  await run(["sync"]);
  const ms = await timed(async () => {
    await make(folder);
    await run(["sync"]);
  });
  rmSync(folder, { recursive: true, force: true });
  return ms;
};

const checkOut = async (core: string, state: string, repo: string): Promise<void> => {
  const { thisMachine, newRunToken } = loadCore(core);
  const world = await thisMachine({
    env: { ...process.env, BACKCOMPAT_HOME: state },
    dist: join(root, "dist"),
  });
  const owner = { emulation: "bench", process: world.host };
  await world.checkOut(
    { repo, ref: "main", exclusive: true, owner },
    { signal: new AbortController().signal, token: newRunToken() },
  );
};

import { promises as fs } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Settled } from "../scenario/settled";
import { readIfThere, removeAll, writeAtomically } from "../util/files";
import { contentHash } from "../util/json";
import { parseJson } from "../util/parseJson";
import { machineFailure } from "../util/problem";
import { claimFolder, type Holder } from "./claims";
import type { Plan } from "./plan";
import type { Run } from "./run";
import type { StateFolder } from "./stateFolder";

/** Whose it is, and which version of each side it was last used with. */
const record = z.object({
  scenario: z.string(),
  folder: z.string(),
  sides: z.record(z.string(), z.string()),
});

export type KeptState = z.infer<typeof record>;

type Owner = Pick<Settled, "folder" | "name">;

export const keptFolder = ({ kept }: StateFolder, { folder, name }: Owner): string =>
  join(kept, contentHash([folder, name]));

/** `${state.dir}` of a kept state. */
export const keptData = (state: StateFolder, owner: Owner): string => join(keptFolder(state, owner), "data");

/** Undefined where no emulation has ever got ready with it. */
export const readKept = async (folder: string): Promise<KeptState | undefined> => {
  const content = await readIfThere(join(folder, "state.json"));
  return content === undefined ? undefined : record.safeParse(parseJson(content.toString("utf8"))).data;
};

export const beginsEmpty = ({ steps }: Plan): boolean =>
  steps.some((step) => step.kind === "state" && step.empty);

/** Two programs on one database spoil it: who comes second is told who has it. */
export const takeKept = async (run: Run, empty: boolean): Promise<string | undefined> => {
  const { settled } = run.plan;
  const folder = keptFolder(run.world.state, settled);
  await claimFolder(folder, run.id, (holder) => taken(settled.name, holder), run.world);
  if (empty) await removeAll(folder);
  await fs.mkdir(run.values.stateDir, { recursive: true, mode: 0o700 });
  const before = await readKept(folder);
  run.kept.before = before?.sides;
  if (before === undefined) return "it is new";
  const sides = Object.entries(before.sides).map(([side, version]) => `${side} ${version}`);
  return `last used with ${sides.join(", ")}`;
};

/** From now on the state is of these versions. */
export const recordKept = async (run: Run): Promise<void> => {
  const { settled } = run.plan;
  if (settled.state === "fresh") return;
  const sides = versionsOfSides(settled);
  run.kept.before = sides;
  const content: KeptState = { scenario: settled.name, folder: settled.folder, sides };
  await writeAtomically(join(keptFolder(run.world.state, settled), "state.json"), JSON.stringify(content));
};

const versionsOfSides = ({ sides }: Settled): Record<string, string> =>
  Object.fromEntries(
    Object.values(sides).flatMap(({ name, version }) =>
      version === undefined ? [] : [[name, version.name]],
    ),
  );

/** Why nothing has to be migrated; undefined where something has. */
export const whyNoMigration = (run: Run, side: string | undefined): string | undefined => {
  const { before } = run.kept;
  if (before === undefined) return "not needed: the state is new";
  const now = versionsOfSides(run.plan.settled);
  const asked = side === undefined ? Object.keys({ ...before, ...now }) : [side];
  const changed = asked.some((name) => before[name] !== now[name]);
  return changed ? undefined : `not needed: ${side ?? "every side"} is as it was`;
};

const taken = (scenario: string, { emulation, alive }: Holder): Error =>
  machineFailure(
    "state-taken",
    `Emulation ${emulation} ${alive ? "has" : "died with"} the kept state of ${scenario}`,
    {
      hint: alive
        ? `Stop it first: backcompat down ${emulation}. Or use a fresh state.`
        : "backcompat recover gives it back; then start again.",
    },
  );

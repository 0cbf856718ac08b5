import { readIfThere, writeAtomically } from "../util/files";
import { parseJson } from "../util/parseJson";
import { as, number, recordOf } from "../util/shape";
import type { EmulationFolder } from "./emulationFolder";

/** Milliseconds that clocks of engines elsewhere were behind ours, by the engine's name. */
export type EngineClocks = Readonly<Record<string, number>>;

export const readEngineClocks = async ({ clocks }: Pick<EmulationFolder, "clocks">): Promise<EngineClocks> =>
  as(recordOf(number), parseJson((await readIfThere(clocks))?.toString("utf8") ?? "")) ?? {};

/** Kept beside the logs, whose times are those of the engines. */
export const noteEngineClock = async (
  folder: Pick<EmulationFolder, "clocks">,
  engine: string,
  offsetMs: number,
): Promise<void> => {
  const known = await readEngineClocks(folder);
  await writeAtomically(folder.clocks, JSON.stringify({ ...known, [engine]: offsetMs }));
};

import { join } from "node:path";
import { z } from "zod";
import { isFolder, namesIn, readOwn, writeAtomically } from "../util/files";
import { parseJson } from "../util/parseJson";
import { emulationFolder } from "./emulationFolder";
import type { StateFolder } from "./stateFolder";

const processId = z.object({ pid: z.number().int(), startedAt: z.string() });

/** What `ps` and the editor's list show of an emulation, running or past. */
const record = z.object({
  id: z.string(),
  scenario: z.string(),
  title: z.string(),
  folder: z.string(),
  versions: z.record(z.string(), z.string()),
  sides: z.record(z.string(), z.string()),
  host: processId,
  control: z.string(),
  /** Whether sides had changed places. */
  swapped: z.boolean().optional(),
  /** The environments that were built or found for its sides, so that whoever chooses later knows what is there. */
  built: z
    .array(
      z.object({
        side: z.string(),
        version: z.string().exactOptional(),
        /** Without it none was needed. */
        dir: z.string().exactOptional(),
        seconds: z.number().exactOptional(),
      }),
    )
    .optional(),
  /** Where each side's files lay: what its logs name is found there. */
  dirs: z.record(z.string(), z.string()).optional(),
  started: z.number(),
  /** When the stop was sent: what is written after it says nothing about a failure. */
  stopping: z.number().optional(),
  ended: z.number().optional(),
  state: z.enum(["starting", "ready", "stopping", "ended"]),
  verdict: z.enum(["green", "red", "unbuildable", "absent", "cancelled"]).optional(),
  why: z.string().optional(),
});

export type EmulationRecord = z.infer<typeof record>;

export const writeRecord = (state: StateFolder, next: EmulationRecord): Promise<void> =>
  writeAtomically(emulationFolder(state, next.id).record, JSON.stringify(next, undefined, 2));

export const readRecord = async (state: StateFolder, id: string): Promise<EmulationRecord | undefined> => {
  const content = await readOwn(emulationFolder(state, id).record);
  if (content === undefined) return undefined;
  const parsed = record.safeParse(parseJson(content.toString("utf8")));
  return parsed.success ? parsed.data : undefined;
};

/** Newest first. */
export const listRecords = async (state: StateFolder): Promise<EmulationRecord[]> => {
  const ids = await emulationIds(state);
  const records = await Promise.all(ids.map((id) => readRecord(state, id)));
  return records.filter((one) => one !== undefined).sort((a, b) => b.started - a.started);
};

/** Also those whose record was never written, since their journal may hold something to undo. */
export const emulationIds = async (state: StateFolder): Promise<string[]> => {
  const names = await namesIn(state.emulations);
  const folders = await Promise.all(names.map((name) => isFolder(join(state.emulations, name))));
  return names.filter((_, index) => folders[index]);
};

export const artifactFolder = (state: StateFolder, id: string): string =>
  join(emulationFolder(state, id).root, "artifacts");

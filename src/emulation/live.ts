import { promises as fs, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { ProcessId } from "../processes/types";
import { namesIn, readIfThere } from "../util/files";
import { parseJson } from "../util/parseJson";
import type { StateFolder } from "./stateFolder";

/** Marks which emulations have something to undo, so that nobody has to read the journals of all past ones. */
export interface Live {
  readonly emulation: string;
  readonly host: ProcessId;
}

const marker = z.object({ pid: z.number().int(), startedAt: z.string() });

const nobody: ProcessId = { pid: 0, startedAt: "unknown" };

export const markLive = (state: StateFolder, { emulation, host }: Live): void => {
  const path = join(state.live, emulation);
  writeFileSync(`${path}.tmp`, JSON.stringify(host), { mode: 0o600 });
  renameSync(`${path}.tmp`, path);
};

export const unmarkLive = async (state: StateFolder, emulation: string): Promise<void> => {
  await fs.rm(join(state.live, emulation), { force: true });
};

export const hostOf = async (state: StateFolder, emulation: string): Promise<ProcessId | undefined> => {
  const content = await readIfThere(join(state.live, emulation));
  // One that a crash of the machine left damaged is of a host that did not survive it.
  return content && (marker.safeParse(parseJson(content.toString("utf8"))).data ?? nobody);
};

export const listLive = async (state: StateFolder): Promise<Live[]> => {
  // Half-written ones, and what desktops leave in any folder that was looked at.
  const names = (await namesIn(state.live)).filter((name) => !name.includes("."));
  const hosts = await Promise.all(names.map((name) => hostOf(state, name)));
  return names.flatMap((emulation, index) => {
    const host = hosts[index];
    return host === undefined ? [] : [{ emulation, host }];
  });
};

import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { ProcessId } from "../processes/types";
import { exists, namesIn, readOwn, removeAll } from "../util/files";
import { parseJson } from "../util/parseJson";
import type { StateFolder } from "./stateFolder";

/** Marks which emulations have something to undo, so that nobody has to read the journals of all past ones. */
export interface Live {
  readonly emulation: string;
  readonly host: ProcessId;
  /** What its processes carry, should the journal be lost. */
  readonly token?: string;
}

const marker = z.object({ pid: z.number().int(), startedAt: z.string(), token: z.string().exactOptional() });

/** Stands for a host that is not known, and so is not alive. */
export const nobody: ProcessId = { pid: 0, startedAt: "unknown" };

export const markLive = (state: StateFolder, { emulation, host, token }: Live): void => {
  const path = join(state.live, emulation);
  const half = `${path}.${host.pid}.tmp`;
  writeFileSync(half, JSON.stringify({ ...host, token }), { mode: 0o600 });
  renameSync(half, path);
};

/** Marks that a kill kept from taking their place: nothing was begun yet. Whose they were stands in their name. */
export const sweepHalfMarks = async (
  state: StateFolder,
  isThere: (pid: number) => boolean,
): Promise<void> => {
  for (const name of await namesIn(state.live)) {
    const pid = /\.(\d+)\.tmp$/.exec(name)?.[1];
    if (pid !== undefined && !isThere(Number(pid))) await removeAll(join(state.live, name));
  }
};

export const unmarkLive = async (state: StateFolder, emulation: string): Promise<void> => {
  await removeAll(join(state.live, emulation));
};

export const hostOf = async (state: StateFolder, emulation: string): Promise<ProcessId | undefined> =>
  (await markerOf(state, emulation))?.host;

export const markerOf = async (state: StateFolder, emulation: string): Promise<Live | undefined> => {
  const path = join(state.live, emulation);
  const content = await readOwn(path);
  if (content === undefined && !(await exists(path))) return undefined;
  // One that a crash of the machine left damaged is of a host that did not survive it.
  const { token, ...host } = marker.safeParse(parseJson(content?.toString("utf8") ?? "")).data ?? {
    ...nobody,
    token: undefined,
  };
  return { emulation, host, ...(token === undefined ? {} : { token }) };
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

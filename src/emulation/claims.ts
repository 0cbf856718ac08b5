import { promises as fs } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { ProcessId } from "../processes/types";
import { namesIn, pathInside, readOwn, writeAtomically } from "../util/files";
import { contentHash } from "../util/json";
import { parseJson } from "../util/parseJson";
import { machineFailure } from "../util/problem";
import { hostOf } from "./live";
import type { StateFolder } from "./stateFolder";

/** A rewritten file has one owner at a time, or two undos would fight over its bytes. */
const claim = z.object({
  path: z.string(),
  emulation: z.string(),
  /** Where the bytes lie, before and after, should the journal be lost. */
  copies: z.array(z.object({ original: z.string(), written: z.string() })).default([]),
});

export type Claim = z.infer<typeof claim>;

export interface ClaimWorld {
  readonly state: StateFolder;
  readonly isAlive: (id: ProcessId) => boolean | Promise<boolean>;
  readonly lock: <T>(path: string, what: string, body: () => Promise<T>) => Promise<T>;
}

export const claimFile = (
  path: string,
  emulation: string,
  copy: Claim["copies"][number],
  world: ClaimWorld,
): Promise<void> => claimPath({ path, emulation, copy, taken: (holder) => taken(path, holder) }, world);

/** A folder that two emulations would spoil; given back like a file, but nothing in it is restored. */
export const claimFolder = (
  path: string,
  emulation: string,
  taken: (holder: Holder) => Error,
  world: ClaimWorld,
): Promise<void> => claimPath({ path, emulation, taken }, world);

interface Wanted {
  readonly path: string;
  readonly emulation: string;
  readonly copy?: Claim["copies"][number];
  readonly taken: (holder: Holder) => Error;
}

const claimPath = ({ path, emulation, copy, taken }: Wanted, world: ClaimWorld): Promise<void> =>
  world.lock(join(world.state.locks, "claims.lock"), "claiming a file", async () => {
    const holder = await holderOf(path, world);
    if (holder !== undefined && holder.emulation !== emulation) throw taken(holder);
    await fs.mkdir(folderOf(world.state), { recursive: true, mode: 0o700 });
    const before = await readClaim(recordOf(world.state, path));
    const own = before?.emulation === emulation ? before.copies : [];
    const copies =
      copy === undefined ? own : [...own.filter(({ written }) => written !== copy.written), copy];
    await writeAtomically(
      recordOf(world.state, path),
      JSON.stringify({ path, emulation, copies } satisfies Claim),
    );
  });

/** All of an emulation, or those in one folder. */
export const releaseClaims = async (
  emulation: string,
  state: StateFolder,
  folder?: string,
): Promise<void> => {
  const names = await namesIn(folderOf(state));
  for (const name of names) {
    const path = join(folderOf(state), name);
    const held = await readClaim(path);
    if (held?.emulation !== emulation) continue;
    if (folder === undefined || pathInside(folder, held.path)) await fs.rm(path, { force: true });
  }
};

export const claimsOf = async (emulation: string, state: StateFolder): Promise<Claim[]> => {
  const claims = await Promise.all(
    (await namesIn(folderOf(state))).map((name) => readClaim(join(folderOf(state), name))),
  );
  return claims.filter((one) => one !== undefined).filter((one) => one.emulation === emulation);
};

export interface Holder {
  readonly emulation: string;
  readonly alive: boolean;
}

/** Also a dead one, until its rewrite is undone: what the file holds is not the user's. */
const holderOf = async (path: string, world: ClaimWorld): Promise<Holder | undefined> => {
  const held = await readClaim(recordOf(world.state, path));
  const host = held && (await hostOf(world.state, held.emulation));
  return held && host && { emulation: held.emulation, alive: await world.isAlive(host) };
};

/** The emulation that has it, alive or not undone yet. */
export const holderOfFolder = async (path: string, state: StateFolder): Promise<string | undefined> => {
  const held = await readClaim(recordOf(state, path));
  return held && (await hostOf(state, held.emulation)) ? held.emulation : undefined;
};

const readClaim = async (path: string): Promise<Claim | undefined> => {
  const content = await readOwn(path);
  return content === undefined ? undefined : claim.safeParse(parseJson(content.toString("utf8"))).data;
};

const folderOf = (state: StateFolder): string => join(state.locks, "claims");
const recordOf = (state: StateFolder, path: string): string => join(folderOf(state), contentHash(path));

const taken = (path: string, { emulation, alive }: Holder): Error =>
  alive
    ? machineFailure("file-taken", `${path} is rewritten by emulation ${emulation}, which still runs`, {
        hint: `Stop it (backcompat down ${emulation}), or let this rewrite work on a copy: "as": "copy" with a "name", used as \${files.NAME}.`,
      })
    : machineFailure(
        "file-taken",
        `${path} was rewritten by emulation ${emulation}, which died and is not undone yet`,
        {
          hint: "backcompat recover restores it; then start again.",
        },
      );

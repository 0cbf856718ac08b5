import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "./identity";
import { parseLock } from "./locks";
import { keyOf } from "./processRow";
import { unlessGone } from "./procfs";
import type { ProcessId } from "./types";

/** A reserved port is a file; its owner's death makes it void. */
export interface PortRecord {
  readonly port: number;
  readonly owner: ProcessId;
  readonly nonce: string;
}

/** All that hold; those of the dead are removed on the way. Only under the lock on the list. */
export const portRecords = (folder: string): PortRecord[] => {
  const alive = new Map<string, boolean>();
  return readdirSync(folder).flatMap((name) => {
    const record = readRecord(folder, Number.parseInt(name, 10));
    if (!record) return [];
    const key = keyOf(record.owner);
    const lives = alive.get(key) ?? isAlive(record.owner);
    alive.set(key, lives);
    if (lives) return [record];
    rmSync(fileOf(folder, record.port), { force: true });
    return [];
  });
};

export const writeRecord = (folder: string, { port, owner, nonce }: PortRecord): void =>
  writeFileSync(fileOf(folder, port), JSON.stringify({ ...owner, nonce }), { mode: 0o600 });

/** Not if it is another's by now. */
export const removeRecord = (folder: string, { port, nonce }: PortRecord): void => {
  if (readRecord(folder, port)?.nonce === nonce) rmSync(fileOf(folder, port), { force: true });
};

const readRecord = (folder: string, port: number): PortRecord | undefined => {
  const text = unlessGone(() => readFileSync(fileOf(folder, port), "utf8"));
  return text === undefined ? undefined : { port, ...parseLock(text) };
};

const fileOf = (folder: string, port: number): string => join(folder, `${port}.json`);

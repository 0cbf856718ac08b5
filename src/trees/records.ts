import { promises as fs } from "node:fs";
import { z } from "zod";
import { writeAtomically } from "../util/files";
import { readShape, readShapes } from "./jsonFiles";
import type { Places } from "./places";

/** What a finished tree is; its file's time says when it was last used. */
export interface TreeRecord {
  readonly commit: string;
  readonly ref: string;
  readonly repo: string;
  readonly exclusive: boolean;
  readonly edited: boolean;
  readonly notes: readonly string[];
  /** Ignored files that a build left and that belong to the tree; undefined until sealed. */
  readonly sealed?: readonly string[] | undefined;
}

/** A tree's place: which repository of ours, which folder. */
export interface TreeName {
  readonly key: string;
  readonly name: string;
}

export const treeId = ({ key, name }: TreeName): string => `${key}/${name}`;

export const parseTreeId = (id: string): TreeName => {
  const [key = "", name = ""] = id.split("/");
  return { key, name };
};

export const readRecord = (at: Places, { key, name }: TreeName): Promise<TreeRecord | undefined> =>
  readShape(at.record(key, name), shape);

export const recordsOf = (at: Places, key: string): Promise<Map<string, TreeRecord>> =>
  readShapes(at.treesOf(key), shape);

export const writeRecord = (at: Places, { key, name }: TreeName, record: TreeRecord): Promise<void> =>
  writeAtomically(at.record(key, name), JSON.stringify(record));

export const touchRecord = (at: Places, { key, name }: TreeName): Promise<void> => {
  const now = new Date();
  return fs.utimes(at.record(key, name), now, now);
};

const shape = z.object({
  commit: z.string(),
  ref: z.string(),
  repo: z.string(),
  exclusive: z.boolean(),
  edited: z.boolean(),
  notes: z.array(z.string()),
  sealed: z.array(z.string()).optional(),
});

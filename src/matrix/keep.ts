import { randomBytes } from "node:crypto";
import { appendFileSync, promises as fs } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { isFolder, namesIn, readIfThere, removeAll, writeAtomically } from "../util/files";
import { parseJson } from "../util/parseJson";
import { inputFailure, machineFailure, problemOf } from "../util/problem";
import { keptResult } from "./keptResult";
import type { MatrixChoice } from "./openMatrix";
import type { Cell, CellResult } from "./types";

const versionChoice = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("all") }),
  z.object({ kind: z.literal("range"), range: z.string() }),
  z.object({ kind: z.literal("list"), versions: z.array(z.string()).readonly() }),
]);

/** What was asked for, so that the same can go on after a stop or a crash. */
const asked = z.object({
  id: z.string(),
  scenario: z.string(),
  folder: z.string(),
  file: z.string().exactOptional(),
  /** Of all axes that keep one version: what is newest may be another one by then. */
  versions: z.record(z.string(), z.string()).readonly(),
  vary: z.record(z.string(), versionChoice).readonly(),
  swap: z.boolean(),
  boundary: z.boolean(),
  sample: z.number().exactOptional(),
  /** Only these, by their ids. */
  cells: z.array(z.string()).readonly().exactOptional(),
  started: z.number(),
});

export type AskedMatrix = z.infer<typeof asked>;

export interface KeptMatrix {
  readonly asked: AskedMatrix;
  /** By the cell's id; a later verdict stands in for an earlier one. */
  readonly results: ReadonlyMap<string, CellResult>;
}

const resultsFile = "cells.jsonl";
const askedFile = "matrix.json";

export interface Keeping {
  readonly id: string;
  /** Before the first cell: a matrix that nobody ran is no last one to go on with. */
  readonly begin: () => Promise<void>;
  /** What it took is there after a kill. */
  readonly write: (cell: Cell, result: CellResult) => void;
}

/** A grid of a thousand cells takes a megabyte or two; nobody goes back further than this. */
const mostKept = 50;

export const keepMatrix = (folder: string, wish: Omit<AskedMatrix, "id" | "started">): Keeping => {
  const id = randomBytes(3).toString("hex");
  const own = join(folder, id);
  const begin = async (): Promise<void> => {
    await fs.mkdir(own, { recursive: true, mode: 0o700 });
    const content = { ...wish, id, started: Date.now() } satisfies AskedMatrix;
    await writeAtomically(join(own, askedFile), JSON.stringify(content, undefined, 2));
    for (const old of (await keptMatrices(folder)).slice(mostKept)) await removeAll(join(folder, old.id));
  };
  return { id, begin: once(begin), write: writer(own) };
};

export const goOnKeeping = (folder: string, id: string): Keeping => ({
  id,
  begin: async () => undefined,
  write: writer(join(folder, id)),
});

const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
};

/** With a line break before as well: a kill may have left half a line. */
const writer = (own: string) => (cell: Cell, result: CellResult) => {
  try {
    const text = `\n${JSON.stringify({ cell: cell.id, result })}\n`;
    appendFileSync(join(own, resultsFile), text, { mode: 0o600 });
  } catch (cause) {
    const { message } = problemOf(cause);
    throw machineFailure("verdict-not-kept", `The verdict on ${cell.id} can't be kept: ${message}`, {
      hint: `Make room for ${own}; backcompat matrix --resume goes on after the last one that is kept.`,
      cause,
    });
  }
};

export const choiceOfKept = ({
  scenario,
  folder,
  file,
  versions,
  vary,
  swap,
}: AskedMatrix): MatrixChoice => ({
  scenario,
  folder,
  file,
  versions,
  vary,
  swap,
});

/** Newest first. */
export const keptMatrices = async (folder: string): Promise<readonly AskedMatrix[]> => {
  const ids = await namesIn(folder);
  const all = await Promise.all(ids.map((id) => readAsked(join(folder, id))));
  return all.filter((one) => one !== undefined).sort((a, b) => b.started - a.started);
};

/** A matrix by its id, else the newest of this folder and scenario. */
export const findKept = async (
  folder: string,
  wanted: {
    readonly id?: string | undefined;
    readonly workspace: string;
    readonly scenario?: string | undefined;
  },
): Promise<KeptMatrix> => {
  const all = await keptMatrices(folder);
  const found = all.find((one) =>
    wanted.id === undefined
      ? one.folder === wanted.workspace && (wanted.scenario === undefined || one.scenario === wanted.scenario)
      : one.id === wanted.id,
  );
  if (found) return { asked: found, results: await readResults(join(folder, found.id)) };
  const ids = all.map(({ id }) => id).slice(0, 5);
  throw inputFailure(
    "unknown-matrix",
    wanted.id === undefined
      ? `No matrix of ${wanted.scenario ?? "this folder"} has been run yet`
      : `There is no matrix ${wanted.id}`,
    { hint: ids.length > 0 ? `There are: ${ids.join(", ")}.` : "backcompat matrix runs one." },
  );
};

const readAsked = async (own: string): Promise<AskedMatrix | undefined> => {
  if (!(await isFolder(own))) return undefined;
  const content = await readIfThere(join(own, askedFile));
  const parsed = asked.safeParse(content && parseJson(content.toString("utf8")));
  return parsed.success ? parsed.data : undefined;
};

const line = z.object({ cell: z.string(), result: keptResult });

const readResults = async (own: string): Promise<ReadonlyMap<string, CellResult>> => {
  const content = await readIfThere(join(own, resultsFile));
  const lines = (content?.toString("utf8") ?? "").split("\n").map(parseJson);
  return new Map(
    lines.flatMap((value) => {
      const parsed = line.safeParse(value);
      return parsed.success ? [[parsed.data.cell, parsed.data.result] as const] : [];
    }),
  );
};

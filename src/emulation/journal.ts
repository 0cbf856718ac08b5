import { appendFileSync, closeSync, promises as fs, fstatSync, openSync, readSync } from "node:fs";
import { z } from "zod";
import { errorCode } from "../util/files";
import { parseJson } from "../util/parseJson";
import { machineFailure } from "../util/problem";

/**
 * What an emulation changes on this machine. An entry is in the file before its change is made, so whatever happens
 * in between, undoing knows of it; undoing what never happened does nothing.
 */
const processId = z.object({ pid: z.number().int(), startedAt: z.string() });

const entry = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("begin"),
    emulation: z.string(),
    token: z.string(),
    host: processId,
    control: z.string(),
  }),
  z.object({ kind: z.literal("lease") }),
  z.object({ kind: z.literal("file"), path: z.string(), original: z.string(), written: z.string() }),
  z.object({ kind: z.literal("restored"), path: z.string(), written: z.string() }),
  z.object({ kind: z.literal("created"), path: z.string() }),
  z.object({ kind: z.literal("replaced"), path: z.string(), copy: z.string() }),
  z.object({ kind: z.literal("process"), name: z.string(), id: processId }),
  z.object({
    kind: z.literal("engine"),
    engine: z.object({
      address: z.string(),
      tls: z
        .object({ ca: z.string(), cert: z.string(), key: z.string(), verify: z.boolean() })
        .exactOptional(),
    }),
    what: z.enum(["container", "network", "volume", "project"]),
    name: z.string(),
    /** Its data stays, so it wants a clean stop. */
    kept: z.boolean().exactOptional(),
  }),
  z.object({ kind: z.literal("undone"), kept: z.array(z.string()) }),
]);

export type JournalEntry = z.infer<typeof entry>;

export interface Journal {
  /** On disk (in the kernel's hands, which survives our SIGKILL) when it returns. */
  write(entry: JournalEntry): void;
  close(): void;
}

export const openJournal = (path: string): Journal => {
  const file = openSync(path, "a+", 0o600);
  // What a kill or a full disk cut short must not spoil what follows.
  if (!endsWhole(file)) appendFileSync(file, "\n");
  return {
    write: (next) => appendFileSync(file, `${JSON.stringify(next)}\n`),
    close: () => closeSync(file),
  };
};

/** All whole entries; a line cut short by a kill announced a change that was not made. */
export const readJournal = async (path: string): Promise<JournalEntry[]> => {
  const text = await fs.readFile(path, "utf8").catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return "";
    throw error;
  });
  return text
    .split("\n")
    .slice(0, -1)
    .map(parseJson)
    .filter((value) => value !== undefined)
    .map((value) => understood(value, path));
};

const understood = (value: unknown, path: string): JournalEntry => {
  const parsed = entry.safeParse(value);
  if (parsed.success) return parsed.data;
  throw machineFailure("unknown-entry", `The journal ${path} has an entry that this version doesn't know`, {
    hint: "A newer Backcompat wrote it: let that one undo it, by backcompat recover.",
    lines: [JSON.stringify(value)],
    cause: parsed.error,
  });
};

export const isUndone = (entries: readonly JournalEntry[]): boolean =>
  entries.some(({ kind }) => kind === "undone");

const endsWhole = (file: number): boolean => {
  const { size } = fstatSync(file);
  const last = Buffer.alloc(1);
  return size === 0 || readSync(file, last, 0, 1, size - 1) === 0 || last.toString() === "\n";
};

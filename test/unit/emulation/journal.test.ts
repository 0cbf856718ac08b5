import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isUndone, type JournalEntry, readJournal } from "../../../src/emulation/journal";
import { temporaryFolder, write } from "./folders";

const newPath = (): string => join(temporaryFolder(), "journal.jsonl");
const created = (path: string): JournalEntry => ({ kind: "created", path });

describe("the journal", () => {
  it("has every entry on disk when `write` returns", async () => {
    const path = newPath();
    write(path, created("/a"));
    expect(readFileSync(path, "utf8")).toBe('{"kind":"created","path":"/a"}\n');
    write(path, { kind: "undone", kept: [] });
    const entries = await readJournal(path);
    expect(entries).toEqual([created("/a"), { kind: "undone", kept: [] }]);
    expect(isUndone(entries)).toBe(true);
  });

  it("is empty where there is none", async () => {
    expect(await readJournal(newPath())).toEqual([]);
    expect(isUndone([])).toBe(false);
  });

  it("leaves out a last line that was cut short", async () => {
    const path = newPath();
    write(path, created("/a"));
    appendFileSync(path, '{"kind":"created","pa');
    expect(await readJournal(path)).toEqual([created("/a")]);
  });

  it("goes on after a line cut short without losing what follows", async () => {
    const path = newPath();
    write(path, created("/a"));
    appendFileSync(path, '{"kind":"created","pa');
    write(path, created("/b"));
    expect(await readJournal(path)).toEqual([created("/a"), created("/b")]);
  });

  it("does not pass over a whole entry that it does not know", async () => {
    const path = newPath();
    writeFileSync(path, '{"kind":"teleported"}\n');
    await expect(readJournal(path)).rejects.toThrow(`${path} has an entry that this version doesn't know`);
  });
});

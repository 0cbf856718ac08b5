import { promises as fs } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Tail, tailFiles } from "../../../src/capture/tailFiles";
import { tempFolder } from "./tempFolder";

const folder = tempFolder();
const tails: Tail[] = [];
afterEach(async () => {
  for (const tail of tails.splice(0)) await tail.finish();
});

const at = (name: string): string => join(folder.path, name);
const write = (name: string, text: string): Promise<void> => fs.appendFile(at(name), text);

const tail = async (...patterns: readonly string[]) => {
  const texts: string[] = [];
  const troubles: string[] = [];
  const tailing = await tailFiles({
    folder: folder.path,
    everyMs: 5,
    patterns,
    onLine: ({ text }) => texts.push(text),
    mask: (text) => text.replace("hunter2", "***"),
    onTrouble: (path) => troubles.push(path),
  });
  tails.push(tailing);
  const has = (...expected: readonly string[]): Promise<void> =>
    vi.waitFor(() => expect(texts).toEqual(expected), 4000);
  return { texts, troubles, tailing, has };
};

describe("files that a service writes", () => {
  it("are lines of it, also of a file that comes later, without what was there before", async () => {
    await write("app.log", "of an earlier run\nhalf a");
    const { has } = await tail("app.log", "later/app.log");
    await write("app.log", "line\none\ntwo hunter2\n");
    await fs.mkdir(at("later"));
    await has("line", "one", "two ***");
    await write("later/app.log", "three\r\n");
    await has("line", "one", "two ***", "three");
  });

  it("are read to their end when they are rotated away, and their successors from the start", async () => {
    const { has } = await tail("app.log");
    await write("app.log", "one\n");
    await has("one");
    await write("app.log", "two\n");
    await fs.rename(at("app.log"), at("app.log.1"));
    await write("app.log.1", "three\n");
    await write("app.log", "four\n");
    await has("one", "two", "three", "four");
  });

  it("are not read twice where the pattern takes in what was rotated away", async () => {
    const { has } = await tail("app.log*");
    await write("app.log", "one\n");
    await has("one");
    await fs.rename(at("app.log"), at("app.log.1"));
    await write("app.log", "two\n");
    await has("one", "two");
    await write("app.log", "three\n");
    await has("one", "two", "three");
  });

  it("are read from the start when they are cut, also when they soon have more than before", async () => {
    const { has } = await tail("app.log");
    await write("app.log", "a long first line\n");
    await has("a long first line");
    await fs.writeFile(at("app.log"), "cut\n");
    await has("a long first line", "cut");
    await fs.writeFile(at("app.log"), "written anew\nand more of it\n");
    await has("a long first line", "cut", "written anew", "and more of it");
  });

  it("are found by patterns", async () => {
    const { has } = await tail("logs/**/*.log", "run-?.txt");
    for (const name of ["logs/a/b", "logs/node_modules"]) await fs.mkdir(at(name), { recursive: true });
    await write("run-1.txt", "1\n");
    await has("1");
    await write("run-12.txt", "no\n");
    await write("logs/node_modules/x.log", "no\n");
    await write("logs/a/no.txt", "no\n");
    await write("logs/a/b/deep.log", "deep\n");
    await has("1", "deep");
    await write("logs/flat.log", "flat\n");
    await has("1", "deep", "flat");
  });

  it("are read to their very end when the service ends", async () => {
    const { texts, tailing } = await tail("app.log");
    await write("app.log", "one\nno end");
    await tailing.finish();
    expect(texts).toEqual(["one", "no end"]);
  });

  it("may hold anything", async () => {
    const { texts, tailing } = await tail("app.log");
    await fs.writeFile(at("app.log"), Buffer.from([0xff, 0x00, 0x0a, 0x1b, 0x5b, 0x0a]));
    await write("app.log", "x".repeat(200_000));
    await tailing.finish();
    expect(texts.slice(0, 2)).toEqual(["\ufffd\u0000", "\u001b["]);
    expect(texts.slice(2).join("")).toBe("x".repeat(200_000));
  });

  it("say once that they can't be read, while the others go on", async () => {
    await fs.mkdir(at("app.log"));
    await fs.symlink(at("loop"), at("loop"));
    const { has, troubles } = await tail("loop", "app.log", "good.log");
    await write("good.log", "one\n");
    await has("one");
    await write("good.log", "two\n");
    await has("one", "two");
    expect(troubles).toEqual([at("loop")]);
  });
});

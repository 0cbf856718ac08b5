import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix, win32 } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { pathInside, renameOver, samePath, writeAtomically } from "../../../src/util/files";

const root = mkdtempSync(join(tmpdir(), "files-"));
afterAll(() => rmSync(root, { recursive: true }));

const refusing = (
  codes: string[],
): { calls: string[][]; rename: (a: unknown, b: unknown) => Promise<void> } => {
  const calls: string[][] = [];
  const rename = (from: unknown, to: unknown): Promise<void> => {
    calls.push([String(from), String(to)]);
    const code = codes.shift();
    return code === undefined ? Promise.resolve() : Promise.reject(Object.assign(new Error(code), { code }));
  };
  return { calls, rename };
};

describe("renaming over a file", () => {
  it("waits for whoever has it open", async () => {
    const { calls, rename } = refusing(["EPERM", "EBUSY"]);
    await renameOver("a", "b", rename);
    expect(calls).toEqual([
      ["a", "b"],
      ["a", "b"],
      ["a", "b"],
    ]);
  });

  it("does not wait for what waiting can't mend", async () => {
    const { calls, rename } = refusing(["EXDEV"]);
    await expect(renameOver("a", "b", rename)).rejects.toThrow("EXDEV");
    expect(calls).toHaveLength(1);
  });
});

describe("writing a file atomically", () => {
  it("replaces it, and leaves nothing beside it", async () => {
    const file = join(root, "record.json");
    await writeAtomically(file, "one");
    await writeAtomically(file, "two");
    expect(readFileSync(file, "utf8")).toBe("two");
    expect(readdirSync(root)).toEqual(["record.json"]);
  });

  it("leaves nothing beside it where it fails either", async () => {
    await expect(writeAtomically(join(root, "missing", "record.json"), "x")).rejects.toThrow("ENOENT");
    await expect(writeAtomically(root, "x")).rejects.toThrow(/EISDIR|EPERM|EACCES|ENOTEMPTY/);
    expect(
      readdirSync(join(root, "..")).filter((name) => name.startsWith(`${root.split(/[\\/]/).at(-1)}.`)),
    ).toEqual([]);
  });
});

describe("a path inside a folder", () => {
  it("goes by components, not by letters", () => {
    for (const [inner, inside] of [
      ["a", true],
      ["", true],
      ["..a", true],
      ["a/../b", true],
      ["../side-2", false],
      ["..", false],
      ["/s/side-2", false],
      ["/s/side/x", true],
    ] as const)
      expect(pathInside("/s/side", inner, posix), inner).toBe(inside);
  });

  it("has no case and two slashes on Windows, and other drives", () => {
    for (const [inner, inside] of [
      ["c:/S/SIDE/x", true],
      ["a\\..\\..\\side-2", false],
      ["D:\\s\\side\\x", false],
      ["\\\\server\\share\\x", false],
      ["..\\..", false],
    ] as const)
      expect(pathInside("C:\\s\\side", inner, win32), inner).toBe(inside);
  });
});

describe("one place", () => {
  it("may be spelled in several ways on Windows, in one elsewhere", () => {
    expect(samePath("C:\\s\\Tree", "c:/s/tree/", win32)).toBe(true);
    expect(samePath("C:\\s\\tree", "C:\\s\\tree2", win32)).toBe(false);
    expect(samePath("/s/tree", "/s/x/../tree/", posix)).toBe(true);
    expect(samePath("/s/tree", "/s/Tree", posix)).toBe(false);
  });
});

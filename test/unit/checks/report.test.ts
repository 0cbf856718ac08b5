import { promises as fs } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Before, readReport, reportsBefore } from "../../../src/checks/report";

let folder = "";
beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), "reports-"));
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

const suite = (name: string, declaration = ""): string =>
  `${declaration}<testsuite><testcase name="${name}"/></testsuite>`;
const namesOf = async (path: string, before: Before = new Map()): Promise<string[] | string> => {
  const report = await readReport(path, before);
  return report.kind === "bad" ? report.why : report.cases.map(({ name }) => name);
};

describe("a test report", () => {
  it("may be a folder of XML files, read in the order of their names", async () => {
    await fs.writeFile(join(folder, "TEST-b.xml"), suite("b"));
    await fs.writeFile(join(folder, "TEST-a.xml"), suite("a"));
    await fs.writeFile(join(folder, "notes.txt"), "no XML");
    expect(await namesOf(folder)).toEqual(["a", "b"]);
  });

  it("of a folder counts only files that this run wrote", async () => {
    await fs.writeFile(join(folder, "old.xml"), suite("old"));
    const before = await reportsBefore(folder);
    await fs.writeFile(join(folder, "new.xml"), suite("new"));
    expect(await namesOf(folder, before)).toEqual(["new"]);
  });

  it("that was written anew counts, even where it says the same", async () => {
    const file = join(folder, "junit.xml");
    await fs.writeFile(file, suite("a"));
    await fs.utimes(file, 1000, 1000);
    const before = await reportsBefore(file);
    await fs.writeFile(file, suite("a"));
    expect(await namesOf(file, before)).toEqual(["a"]);
  });

  it.each([
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${suite("ü")}`, "utf8")],
    ["UTF-16, little end first", Buffer.from(`\uFEFF${suite("ü")}`, "utf16le")],
    ["UTF-16, big end first", Buffer.from(`\uFEFF${suite("ü")}`, "utf16le").swap16()],
    ["Latin 1", Buffer.from(suite("ü", '<?xml version="1.0" encoding="ISO-8859-1"?>'), "latin1")],
    ["UTF-8, as declared", Buffer.from(suite("ü", "<?xml version='1.0' encoding='utf-8'?>"), "utf8")],
  ])("may be written in %s", async (_, content) => {
    const file = join(folder, "junit.xml");
    await fs.writeFile(file, content);
    expect(await namesOf(file)).toEqual(["ü"]);
  });

  it("that isn't there is missed, and the nearest name shown", async () => {
    await fs.writeFile(join(folder, "junit.xml"), suite("a"));
    const path = join(folder, "unit.xml");
    expect(await namesOf(path)).toBe(`it wrote no report at ${path}; there is junit.xml`);
    expect(await namesOf(join(folder, "none", "x.xml"))).toContain("it wrote no report at");
  });

  it("that is broken names its file", async () => {
    await fs.writeFile(join(folder, "a.xml"), suite("a"));
    await fs.writeFile(join(folder, "b.xml"), "<testsuite");
    expect(await namesOf(folder)).toBe(
      `the report ${join(folder, "b.xml")} can't be read: line 1: a tag is broken`,
    );
  });
});

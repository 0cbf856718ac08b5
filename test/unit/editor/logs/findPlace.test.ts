import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPlace } from "../../../../src/editor/logs/findPlace";

describe("the file that a log means", () => {
  let dir: string;
  const at = (...parts: string[]) => join(dir, ...parts);
  const find = (file: string, cwd?: string) => findPlace(file, { dir, cwd });
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "backcompat-place-"));
    for (const file of [
      "repo.py",
      "jobs/repo.py",
      "src/com/acme/Wire.java",
      "a/x.go",
      "b/x.go",
      ".git/hidden.py",
    ]) {
      mkdirSync(dirname(at(file)), { recursive: true });
      writeFileSync(at(file), "");
    }
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it("is the one that an absolute path names, if it is there", async () => {
    expect(await findPlace(at("repo.py"), undefined)).toEqual([at("repo.py")]);
  });

  it("is first looked for where the service ran, then from the top of its side's tree", async () => {
    expect(await find("repo.py", at("jobs"))).toEqual([at("jobs/repo.py")]);
    expect(await find("jobs/repo.py", at("jobs"))).toEqual([at("jobs/repo.py")]);
    expect(await find("repo.py")).toEqual([at("repo.py")]);
  });

  it("of a container is the one of the tree whose path ends alike", async () => {
    expect(await find("/app/code/jobs/repo.py")).toEqual([at("jobs/repo.py")]);
  });

  it("of a name alone is the one that is so called, or all of them", async () => {
    expect(await find("Wire.java")).toEqual([at("src/com/acme/Wire.java")]);
    expect((await find("x.go")).sort()).toEqual([at("a/x.go"), at("b/x.go")]);
    expect(await find("/elsewhere/b/x.go")).toEqual([at("b/x.go")]);
  });

  it("is none outside the tree, in what git keeps, or of a side that nobody knows", async () => {
    expect(await find("../../etc/passwd")).toEqual([]);
    expect(await find("hidden.py")).toEqual([]);
    expect(await findPlace("repo.py", undefined)).toEqual([]);
  });
});

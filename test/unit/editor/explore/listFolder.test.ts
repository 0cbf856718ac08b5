import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listFolder } from "../../../../src/editor/explore/listFolder";

const nothing = (_: string): boolean => false;

describe("the files of a folder", () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "backcompat-list-"));
    mkdirSync(join(root, "zoo", "deep"), { recursive: true });
    mkdirSync(join(root, "app"));
    for (const file of ["b.py", "A.md", "zoo/x.pyc"]) writeFileSync(join(root, file), "");
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const names = async (folder: string, hidden = nothing): Promise<string[]> =>
    (await listFolder(root, folder, hidden)).map(
      ({ path, isFolder }) => `${basename(path)}${isFolder ? "/" : ""}`,
    );

  it("come after its folders, each by name", async () => {
    expect(await names(root)).toEqual(["app/", "zoo/", "A.md", "b.py"]);
  });

  it("leave out what is hidden, by its path from the root", async () => {
    const asked: string[] = [];
    const hidden = (path: string): boolean => {
      asked.push(path);
      return path === "zoo/x.pyc";
    };
    expect(await names(join(root, "zoo"), hidden)).toEqual(["deep/"]);
    expect(asked.sort()).toEqual(["zoo/deep", "zoo/x.pyc"]);
  });

  it("are none where the folder is gone", async () => {
    expect(await names(join(root, "gone"))).toEqual([]);
  });

  it.skipIf(process.platform === "win32")(
    "open links to folders, and show those that lead nowhere",
    async () => {
      symlinkSync(join(root, "zoo"), join(root, "app", "link"));
      symlinkSync(join(root, "nowhere"), join(root, "app", "broken"));
      expect(await names(join(root, "app"))).toEqual(["link/", "broken"]);
    },
  );
});

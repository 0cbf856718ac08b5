import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { claimFile } from "../../../src/emulation/claims";
import type { StateFolder } from "../../../src/emulation/stateFolder";
import { restoreBelow, undoEmulation } from "../../../src/emulation/undo";
import { begun, newState, rewritten, temporaryFolder, write } from "./folders";

const undo = (state: StateFolder) =>
  undoEmulation("aaa", 5, {
    state,
    lock: (_, __, body) => body(),
    stopTree: async () => undefined,
    removeFromEngine: async () => [],
    releaseTrees: async () => [],
  });

const setUp = async () => {
  const state = await newState();
  const folder = begun(state, "aaa");
  const tree = temporaryFolder();
  return {
    state,
    folder,
    tree,
    path: join(tree, "conf.yaml"),
    below: () => restoreBelow("aaa", tree, state),
  };
};

const textOf = (path: string): string => readFileSync(path, "utf8");

const copy = { original: "/backups/0.original", written: "/backups/0.written" };

describe("giving the files of one tree back", () => {
  it("leaves those of other trees, and those beside it whose folder begins alike", async () => {
    const { state, folder, tree, path, below } = await setUp();
    mkdirSync(`${tree}-2`);
    const beside = join(`${tree}-2`, "conf.yaml");
    rewritten(folder, path, ["a: 1\n", "a: 2\n"]);
    rewritten(folder, beside, ["b: 1\n", "b: 2\n"]);
    expect(await below()).toEqual([]);
    expect([textOf(path), textOf(beside)]).toEqual(["a: 1\n", "b: 2\n"]);
    await undo(state);
    expect(textOf(beside)).toBe("b: 1\n");
  });

  it("is no end: a file that is rewritten again, under the same backup, is given back again", async () => {
    const { state, folder, path, below } = await setUp();
    const entry = {
      kind: "file",
      path,
      original: `${folder.backups}/o`,
      written: `${folder.backups}/w`,
    } as const;
    const rewrite = (original: string, output: string): void => {
      writeFileSync(entry.original, original);
      writeFileSync(entry.written, output);
      writeFileSync(path, output);
      write(folder.journal, entry);
    };
    rewrite("a: 1\n", "a: 2\n");
    await below();
    rewrite("a: 1\nmine: 1\n", "a: 3\nmine: 1\n");
    expect((await undo(state)).did).toEqual([`restored ${path}`]);
    expect(textOf(path)).toBe("a: 1\nmine: 1\n");
  });

  it("closes also what needed nothing, so that a later backup of that name is not put there", async () => {
    const { state, folder, path, below } = await setUp();
    const [original, written] = [`${folder.backups}/o`, `${folder.backups}/w`];
    const other = join(temporaryFolder(), "conf.yaml");
    writeFileSync(path, "a: 1\n");
    writeFileSync(original, "a: 1\n");
    writeFileSync(written, "a: 2\n");
    write(folder.journal, { kind: "file", path, original, written });
    await below();
    writeFileSync(original, "z: 1\n");
    writeFileSync(written, "a: 1\n");
    writeFileSync(other, "a: 1\n");
    write(folder.journal, { kind: "file", path: other, original, written });
    await undo(state);
    expect([textOf(path), textOf(other)]).toEqual(["a: 1\n", "z: 1\n"]);
  });

  it("says which edits of the user's stay", async () => {
    const { folder, path, below } = await setUp();
    rewritten(folder, path, ["a: 1\n", "a: 2\n", "a: 3\n"]);
    expect(await below()).toEqual([`${path}: an edit of yours overlaps what was rewritten, and stays`]);
  });

  it("lets another emulation have the file, and keeps the claims of other trees", async () => {
    const { state, folder, tree, path, below } = await setUp();
    begun(state, "bbb");
    const world = {
      state,
      isAlive: () => true,
      lock: <T>(_: string, __: string, body: () => Promise<T>) => body(),
    };
    const elsewhere = join(`${tree}-2`, "conf.yaml");
    await claimFile(path, "aaa", copy, world);
    await claimFile(elsewhere, "aaa", copy, world);
    rewritten(folder, path, ["a: 1\n", "a: 2\n"]);
    await below();
    await claimFile(path, "bbb", copy, world);
    await expect(claimFile(elsewhere, "bbb", copy, world)).rejects.toMatchObject({
      problem: { code: "file-taken" },
    });
  });

  it("is done where the tree went away", async () => {
    const { state } = await setUp();
    expect(await restoreBelow("aaa", join(temporaryFolder(), "gone"), state)).toEqual([]);
  });
});

describe("what a build that was killed had overwritten", () => {
  it("is as before the first of them, and where the build ended by itself untouched", async () => {
    const { state, folder, tree } = await setUp();
    const path = join(tree, "pkg.egg-info");
    const copyOf = (name: string, text: string): string => {
      const copy = join(folder.work, "set-aside", name);
      mkdirSync(copy, { recursive: true });
      writeFileSync(join(copy, "PKG-INFO"), text);
      return copy;
    };
    mkdirSync(path);
    writeFileSync(join(path, "new.txt"), "of the build");
    write(folder.journal, { kind: "replaced", path, copy: copyOf("1", "the user's") });
    write(folder.journal, { kind: "replaced", path, copy: copyOf("2", "of the first build") });
    const ended = join(tree, "ended.egg-info");
    mkdirSync(ended);
    write(folder.journal, { kind: "replaced", path: ended, copy: join(folder.work, "gone") });
    await undo(state);
    expect(textOf(join(path, "PKG-INFO"))).toBe("the user's");
    expect(existsSync(join(path, "new.txt"))).toBe(false);
    expect(existsSync(ended)).toBe(true);
  });
});

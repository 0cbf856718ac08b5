import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { git, type Machine, makeMachine, makeRepository, request, write } from "./world";

let machine: Machine;
let repo: string;
beforeEach(() => {
  machine = makeMachine();
  repo = makeRepository(machine);
});
afterEach(() => machine.dispose());

describe("a tree that a person edited", () => {
  it("is kept and said at release, and set aside for the next emulation", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    writeFileSync(join(tree.root, "app.py"), "print('fixed')\n");
    expect(await machine.trees.release({ lease: tree.lease })).toEqual([
      { kind: "kept", dir: tree.root, why: expect.stringContaining("app.py") },
    ]);
    const next = await machine.trees.checkOut(request(repo, "1.0.0", { emulation: "e2" }));
    expect(next.root).not.toBe(tree.root);
    expect(readFileSync(join(next.root, "app.py"), "utf8")).toBe("print(1)\n");
    expect(next.notes).toEqual([expect.stringContaining(tree.root)]);
    expect(readFileSync(join(tree.root, "app.py"), "utf8")).toBe("print('fixed')\n");
  });

  it("is noticed even if the edit came after the release", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    await machine.trees.release({ lease: tree.lease });
    writeFileSync(join(tree.root, "app.py"), "print('later')\n");
    const next = await machine.trees.checkOut(request(repo, "1.0.0", { emulation: "e2" }));
    expect(next.root).not.toBe(tree.root);
    expect(next.edited).toBe(false);
  });

  it("stays with the emulation that holds it", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    writeFileSync(join(tree.root, "app.py"), "print('mine')\n");
    const again = await machine.trees.checkOut(request(repo, "1.0.0"));
    expect(again).toMatchObject({ root: tree.root, edited: true });
  });

  it("is used again by who asks for it", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    writeFileSync(join(tree.root, "app.py"), "print('mine')\n");
    await machine.trees.release({ lease: tree.lease });
    const next = await machine.trees.checkOut(request(repo, "1.0.0", { emulation: "e2", useEdited: true }));
    expect(next).toMatchObject({ root: tree.root, edited: true, notes: [] });
  });

  it("serves everybody again once the edit is taken back", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    writeFileSync(join(tree.root, "app.py"), "print('mine')\n");
    await machine.trees.release({ lease: tree.lease });
    git(tree.root, "checkout", "--", ".");
    const next = await machine.trees.checkOut(request(repo, "1.0.0", { emulation: "e2" }));
    expect(next).toMatchObject({ root: tree.root, edited: false, notes: [] });
  });

  it("counts with a new file, a staged one, and a commit", async () => {
    const edits: ((dir: string) => void)[] = [
      (dir) => write(dir, { "new.py": "1\n" }),
      (dir) => {
        write(dir, { "staged.py": "1\n" });
        git(dir, "add", "-A");
      },
      (dir) => {
        write(dir, { "app.py": "commited\n" });
        git(dir, "commit", "-q", "-a", "-m", "mine");
      },
    ];
    for (const edit of edits) {
      const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
      edit(tree.root);
      expect(await machine.trees.release({ lease: tree.lease })).toMatchObject([{ kind: "kept" }]);
      expect(await machine.trees.remove(idOf(tree.root), "keep")).toMatchObject({ kind: "kept" });
    }
    expect((await machine.trees.evict(0)).removed).toEqual([]);
    expect((await machine.trees.list()).map((tree) => tree.edited)).toEqual([true, true, true]);
  });

  it("is saved as a patch with new and binary files before it goes, and the patch applies", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    const binary = Buffer.from([0, 255, 254, 13, 10, 0, 7]);
    const latin = Buffer.from([0xe4, 0x0a]);
    write(tree.root, { "app.py": latin, "new/größe.txt": "new\n", "new/x.bin": binary });
    rmSync(join(tree.root, "pkg/mod.py"));
    await machine.trees.release({ lease: tree.lease });
    const removed = await machine.trees.remove(idOf(tree.root), "patch");
    expect(existsSync(tree.root)).toBe(false);
    if (removed.kind !== "patched") throw new Error(removed.kind);
    git(repo, "checkout", "-q", "1.0.0");
    git(repo, "apply", removed.patch);
    expect(readFileSync(join(repo, "app.py"))).toEqual(latin);
    expect(readFileSync(join(repo, "new/x.bin"))).toEqual(binary);
    expect(readFileSync(join(repo, "new/größe.txt"), "utf8")).toBe("new\n");
    expect(existsSync(join(repo, "pkg/mod.py"))).toBe(false);
  });

  it("is not removed where a patch can't hold its edits", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    write(tree.root, { "inner/file": "1\n" });
    git(join(tree.root, "inner"), "init", "-q");
    git(join(tree.root, "inner"), "add", "-A");
    git(join(tree.root, "inner"), "commit", "-q", "-m", "inner");
    await machine.trees.release({ lease: tree.lease });
    await expect(machine.trees.remove(idOf(tree.root), "patch")).rejects.toMatchObject({
      problem: { code: "patch-not-saved" },
    });
    expect(existsSync(join(tree.root, "inner/file"))).toBe(true);
  });
});

describe("what programs leave behind", () => {
  it("does not count as an edit", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    write(tree.root, { "pkg/__pycache__/mod.pyc": "x", "pkg.egg-info/PKG-INFO": "x", "server.log": "x" });
    expect(await machine.trees.release({ lease: tree.lease })).toEqual([{ kind: "clean" }]);
  });

  it("goes at release unless a build left it before the seal", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0", { exclusive: true }));
    write(tree.root, { "pkg.egg-info/PKG-INFO": "x" });
    await machine.trees.seal(tree.lease);
    write(tree.root, { "server.log": "x" });
    expect(await machine.trees.release({ lease: tree.lease })).toEqual([{ kind: "clean" }]);
    expect(existsSync(join(tree.root, "server.log"))).toBe(false);
    expect(existsSync(join(tree.root, "pkg.egg-info/PKG-INFO"))).toBe(true);
  });
});

const idOf = (root: string): string => root.split(/[\\/]/).slice(-2).join("/");

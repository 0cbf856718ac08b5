import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { git, type Machine, makeMachine, makeRepository, request } from "./world";

let machine: Machine;
let repo: string;
beforeEach(() => {
  machine = makeMachine();
  repo = makeRepository(machine);
});
afterEach(() => machine.dispose());

describe("after a crash", () => {
  it("a half-made tree is never used, but made anew", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    rmSync(`${tree.root}.json`);
    writeFileSync(join(tree.root, "app.py"), "half");
    machine.dead.add("e1");
    const next = await machine.trees.checkOut(request(repo, "1.0.0", { emulation: "e2" }));
    expect(next).toMatchObject({ root: tree.root, reused: false });
    expect(readFileSync(join(next.root, "app.py"), "utf8")).toBe("print(1)\n");
  });

  it("the locked remains of a killed `worktree add` are no obstacle", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    rmSync(`${tree.root}.json`);
    const [bare = ""] = readdirSync(join(machine.stateDir, "repos"));
    const worktrees = join(machine.stateDir, "repos", bare, "worktrees");
    for (const name of readdirSync(worktrees)) {
      writeFileSync(join(worktrees, name, "locked"), "initializing");
      writeFileSync(join(worktrees, name, "index.lock"), "");
    }
    rmSync(tree.root, { recursive: true });
    const next = await machine.trees.checkOut(request(repo, "1.0.0"));
    expect(git(next.root, "status", "--porcelain")).toBe("");
    expect(readdirSync(worktrees)).toHaveLength(1);
  });

  it("another process releases by the emulation's name, as often as it likes", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0", { exclusive: true }));
    await machine.trees.checkOut(request(repo, "2.0.0"));
    machine.dead.add("e1");
    expect(await machine.trees.release({ emulation: "e1" })).toEqual([{ kind: "clean" }, { kind: "clean" }]);
    expect(await machine.trees.release({ emulation: "e1" })).toEqual([]);
    expect(await machine.trees.release({ lease: tree.lease })).toEqual([]);
  });

  it("an exclusive tree of a dead process is not given away before it is released", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0", { exclusive: true }));
    writeFileSync(join(tree.root, "app.py"), "rewritten, not undone yet");
    machine.dead.add("e1");
    const next = await machine.trees.checkOut(request(repo, "1.0.0", { exclusive: true, emulation: "e2" }));
    expect(next.root).not.toBe(tree.root);
  });

  it("our repository comes back, whatever of it is gone", async () => {
    await machine.trees.checkOut(request(repo, "1.0.0"));
    const [bare = ""] = readdirSync(join(machine.stateDir, "repos"));
    for (const part of ["HEAD", "config", "objects", "refs"]) {
      rmSync(join(machine.stateDir, "repos", bare, part), { recursive: true });
      const tree = await machine.trees.checkOut(request(repo, "2.0.0", { emulation: `without ${part}` }));
      expect(git(tree.root, "status", "--porcelain")).toBe("");
    }
  });

  it("trees are given back also when the folder we stand in is gone", async () => {
    await machine.trees.checkOut(request(repo, "1.0.0"));
    const stand = join(machine.dir, "stand");
    mkdirSync(stand);
    const cwd = vi.spyOn(process, "cwd").mockReturnValue(stand);
    rmSync(stand, { recursive: true });
    const released = await machine.trees.release({ emulation: "e1" }).finally(() => cwd.mockRestore());
    expect(released).toEqual([{ kind: "clean" }]);
  });

  it("files that are gone come back", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    await machine.trees.release({ lease: tree.lease });
    rmSync(join(tree.root, "pkg"), { recursive: true });
    const next = await machine.trees.checkOut(request(repo, "1.0.0"));
    expect(next).toMatchObject({ root: tree.root, reused: true, edited: false });
    expect(existsSync(join(next.root, "pkg/mod.py"))).toBe(true);
  });

  it("a damaged index is made again", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    const pointer = readFileSync(join(tree.root, ".git"), "utf8").replace("gitdir: ", "").trim();
    writeFileSync(join(pointer, "index"), "broken");
    const next = await machine.trees.checkOut(request(repo, "1.0.0", { emulation: "e2" }));
    expect(next).toMatchObject({ root: tree.root, edited: false });
    expect(git(next.root, "status", "--porcelain")).toBe("");
  });

  it("a tree without our repository is set aside and said, with all that was in it", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    writeFileSync(join(tree.root, "mine.py"), "mine\n");
    rmSync(join(machine.stateDir, "repos"), { recursive: true });
    const next = await machine.trees.checkOut(request(repo, "1.0.0", { emulation: "e2" }));
    expect(next.reused).toBe(false);
    const aside = /: (.*-damaged-.*)$/.exec(next.notes[0] ?? "")?.[1] ?? "";
    expect(readFileSync(join(aside, "mine.py"), "utf8")).toBe("mine\n");
  });

  it("a lost pointer to our repository is mended", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    rmSync(join(tree.root, ".git"));
    const next = await machine.trees.checkOut(request(repo, "1.0.0", { emulation: "e2" }));
    expect(next).toMatchObject({ root: tree.root, reused: true, edited: false });
  });

  it("a cancelled checkout holds nothing and is done again", async () => {
    const gone = new AbortController();
    const work = machine.trees.checkOut(request(repo, "1.0.0"), { signal: gone.signal });
    gone.abort();
    await expect(work).rejects.toMatchObject({ problem: { code: "interrupted" } });
    expect(await machine.trees.release({ emulation: "e1" })).toEqual([]);
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    expect(git(tree.root, "status", "--porcelain")).toBe("");
  });
});

describe("cleaning up", () => {
  it("evicts the oldest unused first, and neither used ones nor more than needed", async () => {
    const old = await machine.trees.checkOut(request(repo, "1.0.0"));
    await machine.trees.release({ lease: old.lease });
    const newer = await machine.trees.checkOut(request(repo, "2.0.0"));
    const [first, second] = await machine.trees.list();
    const sizes = (first?.bytes ?? 0) + (second?.bytes ?? 0);
    expect((await machine.trees.evict(sizes)).removed).toEqual([]);
    expect((await machine.trees.evict(sizes - 1)).removed).toHaveLength(1);
    expect(existsSync(old.root)).toBe(false);
    expect((await machine.trees.evict(0)).removed).toEqual([]);
    expect(existsSync(newer.root)).toBe(true);
  });

  it("removes half-made folders, and keeps what a live process is making", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    rmSync(`${tree.root}.json`);
    await machine.trees.evict(0);
    expect(existsSync(tree.root)).toBe(true);
    machine.dead.add("e1");
    await machine.trees.evict(0);
    expect(existsSync(tree.root)).toBe(false);
  });

  it("does not remove a tree that is in use", async () => {
    await machine.trees.checkOut(request(repo, "1.0.0"));
    const [tree] = await machine.trees.list();
    expect(tree?.leasedBy).toEqual(["e1"]);
    expect(await machine.trees.remove(tree?.id ?? "", "patch")).toMatchObject({ kind: "kept" });
  });

  it("refuses an id that is no tree's", async () => {
    mkdirSync(join(machine.stateDir, "trees"), { recursive: true });
    await expect(machine.trees.remove("../../repo", "patch")).rejects.toMatchObject({
      problem: { code: "unknown-tree" },
    });
  });

  it("still lists and keeps the trees of a repository that moved away", async () => {
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    writeFileSync(join(tree.root, "mine.py"), "mine\n");
    await machine.trees.release({ lease: tree.lease });
    renameSync(repo, `${repo}-moved`);
    expect(await machine.trees.list()).toMatchObject([{ edited: true }]);
    await machine.trees.evict(0);
    expect(existsSync(join(tree.root, "mine.py"))).toBe(true);
  });
});

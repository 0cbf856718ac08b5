import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commit, fingerprint, git, type Machine, makeMachine, makeRepository, request, write } from "./world";

let machine: Machine;
beforeEach(() => {
  machine = makeMachine();
});
afterEach(() => machine.dispose());

describe("checkOut", () => {
  it("makes a tree of a tag, and gives the same one again", async () => {
    const repo = makeRepository(machine);
    const first = await machine.trees.checkOut(request(repo, "1.0.0"));
    expect(readFileSync(join(first.dir, "app.py"), "utf8")).toBe("print(1)\n");
    expect(first).toMatchObject({
      reused: false,
      edited: false,
      notes: [],
      commit: git(repo, "rev-parse", "1.0.0^{commit}"),
    });
    const second = await machine.trees.checkOut(request(repo, "1.0.0", { emulation: "e2" }));
    expect(second).toMatchObject({ root: first.root, reused: true });
    expect(second.lease).not.toBe(first.lease);
  });

  it("leaves the person's repository byte for byte as it was, and says nothing in its worktree list", async () => {
    const repo = makeRepository(machine);
    write(repo, { "app.py": "mine\n", "untracked.txt": "mine\n" });
    git(repo, "stash", "push", "-q");
    write(repo, { ".git/hooks/post-checkout": '#!/bin/sh\ntouch "$(dirname "$0")/ran"\n' });
    git(repo, "config", "core.hooksPath", ".git/hooks");
    const before = fingerprint(repo);
    const shared = await machine.trees.checkOut(request(repo, "1.0.0"));
    await machine.trees.checkOut(request(repo, "2.0.0", { exclusive: true }));
    writeFileSync(join(shared.root, "app.py"), "changed\n");
    await machine.trees.release({ emulation: "e1" });
    await machine.trees.list();
    await machine.trees.evict(0);
    await expect(machine.trees.resolve(repo, "9.9.9")).rejects.toThrow("9.9.9");
    expect(fingerprint(repo)).toEqual(before);
    expect(git(repo, "worktree", "list").split("\n")).toHaveLength(1);
  });

  it("runs no hook", async () => {
    const repo = makeRepository(machine);
    const ran = join(machine.dir, "ran");
    write(repo, { ".git/hooks/post-checkout": `#!/bin/sh\ntouch '${ran}'\n` });
    git(repo, "config", "core.hooksPath", join(repo, ".git/hooks"));
    chmodSync(join(repo, ".git/hooks/post-checkout"), 0o755);
    git(repo, "checkout", "-q", "1.0.0");
    expect(existsSync(ran)).toBe(true);
    rmSync(ran);
    await machine.trees.checkOut(request(repo, "2.0.0"));
    expect(existsSync(ran)).toBe(false);
  });

  it("lets git describe know the tags", async () => {
    const repo = makeRepository(machine);
    const later = commit(repo, { "app.py": "print(3)\n" });
    const tree = await machine.trees.checkOut(request(repo, later));
    expect(git(tree.root, "describe")).toMatch(/^2\.0\.0-1-g/);
  });

  it("answers with the folder that was asked for", async () => {
    const repo = makeRepository(machine);
    const tree = await machine.trees.checkOut(request(join(repo, "pkg"), "1.0.0"));
    expect(tree.dir).toBe(join(tree.root, "pkg"));
  });

  it("names the nearest refs where one is not there", async () => {
    const repo = makeRepository(machine);
    await expect(machine.trees.checkOut(request(repo, "2.0.1"))).rejects.toMatchObject({
      problem: { code: "unknown-ref", exit: 2, hint: expect.stringContaining("2.0.0") },
    });
  });

  it("refuses a ref that git would take for an option", async () => {
    const repo = makeRepository(machine);
    const evil = `--upload-pack=touch ${join(machine.dir, "evil")}`;
    await expect(machine.trees.checkOut(request(repo, evil))).rejects.toMatchObject({
      problem: { code: "bad-ref" },
    });
    expect(existsSync(join(machine.dir, "evil"))).toBe(false);
  });

  it("gives an exclusive tree to one emulation at a time, and the same folder again once it is free", async () => {
    const repo = makeRepository(machine);
    const first = await machine.trees.checkOut(request(repo, "1.0.0", { exclusive: true }));
    const second = await machine.trees.checkOut(request(repo, "1.0.0", { exclusive: true, emulation: "e2" }));
    expect(second.root).not.toBe(first.root);
    expect(await machine.trees.release({ emulation: "e1" })).toEqual([{ kind: "clean" }]);
    const third = await machine.trees.checkOut(request(repo, "1.0.0", { exclusive: true, emulation: "e3" }));
    expect(third).toMatchObject({ root: first.root, reused: true });
  });
});

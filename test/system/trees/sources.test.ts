import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commit, fingerprint, git, type Machine, makeMachine, makeRepository, request, write } from "./world";

let machine: Machine;
beforeEach(() => {
  machine = makeMachine();
});
afterEach(() => machine.dispose());

const urlOf = (path: string): string => pathToFileURL(path).href;
const contentOf = async (repo: string, ref: string): Promise<string> => {
  const tree = await machine.trees.checkOut(request(repo, ref));
  return readFileSync(join(tree.dir, "app.py"), "utf8");
};

describe("what a tree can be made from", () => {
  it("fetches a tag that a shallow clone lacks into ours, and leaves the clone shallow", async () => {
    const origin = makeRepository(machine, "origin");
    const clone = join(machine.dir, "clone");
    git(machine.dir, "clone", "-q", "--depth=1", "--no-tags", urlOf(origin), clone);
    const before = fingerprint(clone);
    expect(await contentOf(clone, "1.0.0")).toBe("print(1)\n");
    expect(await contentOf(clone, "HEAD")).toBe("print(2)\n");
    expect(fingerprint(clone)).toEqual(before);
    const tree = await machine.trees.checkOut(request(clone, "1.0.0", { emulation: "e2" }));
    expect(git(tree.root, "describe")).toBe("1.0.0");
  });

  it("asks the remotes only once for a tag that it fetched", async () => {
    const origin = makeRepository(machine, "origin");
    const clone = join(machine.dir, "clone");
    git(machine.dir, "clone", "-q", "--depth=1", "--no-tags", urlOf(origin), clone);
    await contentOf(clone, "1.0.0");
    renameSync(origin, `${origin}-gone`);
    expect(await contentOf(clone, "1.0.0")).toBe("print(1)\n");
  });

  it("fetches a tag from upstream that a fork lacks", async () => {
    const upstream = makeRepository(machine, "upstream");
    const fork = join(machine.dir, "fork");
    git(machine.dir, "clone", "-q", upstream, fork);
    commit(upstream, { "app.py": "print(3)\n" }, "3.0.0");
    git(machine.dir, "clone", "-q", "--no-tags", fork, join(machine.dir, "mine"));
    const mine = join(machine.dir, "mine");
    git(mine, "remote", "add", "upstream", "../upstream");
    expect(await contentOf(mine, "3.0.0")).toBe("print(3)\n");
  });

  it("says which remote could not be asked", async () => {
    const repo = makeRepository(machine);
    git(repo, "remote", "add", "origin", urlOf(join(machine.dir, "nowhere")));
    await expect(machine.trees.resolve(repo, "3.0.0")).rejects.toMatchObject({
      problem: { code: "unknown-ref", lines: [expect.stringContaining("nowhere")] },
    });
  });

  it("says that a URL can't be reached, not that a tag is wrong", async () => {
    const nowhere = urlOf(join(machine.dir, "nowhere"));
    await expect(machine.trees.checkOut(request(nowhere, "1.0.0"))).rejects.toMatchObject({
      problem: {
        code: "repository-unreachable",
        exit: 3,
        message: `1.0.0 could not be fetched: ${nowhere} can't be reached`,
        hint: expect.stringContaining("network"),
      },
    });
    const repo = makeRepository(machine, "known");
    expect(await contentOf(urlOf(repo), "1.0.0")).toBe("print(1)\n");
    await expect(machine.trees.resolve(urlOf(repo), "7.0.0")).rejects.toMatchObject({
      problem: { code: "unknown-ref", exit: 2 },
    });
    renameSync(repo, `${repo}-gone`);
    expect(await contentOf(urlOf(repo), "1.0.0")).toBe("print(1)\n");
    await expect(machine.trees.resolve(urlOf(repo), "7.0.0")).rejects.toMatchObject({
      problem: { code: "repository-unreachable", exit: 3 },
    });
  });

  it("works from a linked worktree", async () => {
    const repo = makeRepository(machine);
    const linked = join(machine.dir, "linked");
    git(repo, "worktree", "add", "-q", "--detach", linked, "2.0.0");
    const before = fingerprint(repo);
    const tree = await machine.trees.checkOut(request(join(linked, "pkg"), "1.0.0"));
    const same = await machine.trees.checkOut(request(repo, "1.0.0"));
    expect(same.root).toBe(tree.root);
    expect(fingerprint(repo)).toEqual(before);
  });

  it("works from a clone that itself borrows objects", async () => {
    const origin = makeRepository(machine, "origin");
    const clone = join(machine.dir, "clone");
    git(machine.dir, "clone", "-q", "--shared", origin, clone);
    writeFileSync(join(clone, ".git/objects/info/alternates"), "../../../origin/.git/objects\n");
    expect(await contentOf(clone, "1.0.0")).toBe("print(1)\n");
  });

  it("works from a SHA-256 repository and from a bare one", async () => {
    const repo = makeRepository(machine, "long", "--object-format=sha256");
    expect(await contentOf(repo, "1.0.0")).toBe("print(1)\n");
    const bare = join(machine.dir, "bare.git");
    git(machine.dir, "clone", "-q", "--bare", makeRepository(machine), bare);
    expect(await contentOf(bare, "1.0.0")).toBe("print(1)\n");
  });

  it("clones a URL, and sees what was released there since", async () => {
    const origin = makeRepository(machine, "origin");
    const url = urlOf(origin);
    expect(await contentOf(url, "1.0.0")).toBe("print(1)\n");
    commit(origin, { "app.py": "print(3)\n" }, "3.0.0");
    expect(await contentOf(url, "3.0.0")).toBe("print(3)\n");
    expect(await contentOf(url, "main")).toBe("print(3)\n");
    await expect(machine.trees.resolve(url, "4.0.0")).rejects.toMatchObject({
      problem: { code: "unknown-ref" },
    });
    renameSync(origin, `${origin}-gone`);
    expect(await contentOf(url, "main")).toBe("print(3)\n");
  });

  it("clones a URL without file contents where the server can", async () => {
    const origin = makeRepository(machine, "origin");
    git(origin, "config", "uploadpack.allowFilter", "true");
    git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
    expect(await contentOf(urlOf(origin), "1.0.0")).toBe("print(1)\n");
    expect(await contentOf(urlOf(origin), "2.0.0")).toBe("print(2)\n");
  });

  it("takes odd names: slashes, unicode, digits that look like a commit, branches and short commits", async () => {
    const repo = makeRepository(machine);
    for (const name of ["release/v1", "größe-✓", "20240101", "a'b"]) git(repo, "tag", name, "1.0.0");
    git(repo, "branch", "old", "1.0.0");
    const short = git(repo, "rev-parse", "--short", "1.0.0^{commit}");
    for (const ref of ["release/v1", "größe-✓", "20240101", "a'b", "old", short])
      expect(await contentOf(repo, ref)).toBe("print(1)\n");
  });

  it("follows a tag that was moved", async () => {
    const repo = makeRepository(machine);
    expect(await contentOf(repo, "1.0.0")).toBe("print(1)\n");
    git(repo, "tag", "-f", "1.0.0", "2.0.0");
    expect(await contentOf(repo, "1.0.0")).toBe("print(2)\n");
  });

  it("brings submodules along from the person's checkout, offline, and says which it can't", async () => {
    const library = makeRepository(machine, "library");
    const other = makeRepository(machine, "other");
    const repo = makeRepository(machine);
    for (const [path, url] of [
      ["libs/one", library],
      ["libs/two", other],
    ] as const)
      git(repo, "-c", "protocol.file.allow=always", "submodule", "add", "-q", url, path);
    commit(repo, {}, "3.0.0");
    git(repo, "submodule", "deinit", "-q", "-f", "libs/two");
    rmSync(join(repo, ".git/modules/libs/two"), { recursive: true });
    renameSync(library, `${library}-gone`);
    renameSync(other, `${other}-gone`);
    const before = fingerprint(repo);
    const tree = await machine.trees.checkOut(request(repo, "3.0.0"));
    expect(readFileSync(join(tree.dir, "libs/one/app.py"), "utf8")).toBe("print(2)\n");
    expect(tree.notes).toEqual([expect.stringContaining("libs/two")]);
    expect(await machine.trees.release({ lease: tree.lease })).toEqual([{ kind: "clean" }]);
    expect(fingerprint(repo)).toEqual(before);
    const inside = await machine.trees.checkOut(request(join(repo, "libs/one"), "1.0.0"));
    expect(readFileSync(join(inside.dir, "app.py"), "utf8")).toBe("print(1)\n");
  });

  it("says that LFS content is missing without git-lfs, and is still clean", async () => {
    const repo = makeRepository(machine);
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 5\n`;
    commit(
      repo,
      { "data/.gitattributes": "*.bin filter=lfs diff=lfs merge=lfs -text\n", "data/x.bin": pointer },
      "3.0.0",
    );
    const tree = await machine.trees.checkOut(request(repo, "3.0.0"));
    expect(tree.notes).toEqual([expect.stringContaining("LFS")]);
    expect(await machine.trees.release({ lease: tree.lease })).toEqual([{ kind: "clean" }]);
  });

  it("respects how the person's repository ends lines", async () => {
    const repo = makeRepository(machine);
    git(repo, "config", "core.autocrlf", "true");
    const tree = await machine.trees.checkOut(request(repo, "1.0.0"));
    expect(readFileSync(join(tree.dir, "app.py"), "utf8")).toBe("print(1)\r\n");
    expect(await machine.trees.release({ lease: tree.lease })).toEqual([{ kind: "clean" }]);
  });

  it("copies thousands of tags with a handful of git calls", async () => {
    const repo = makeRepository(machine);
    const head = git(repo, "rev-parse", "HEAD");
    const lines = Array.from(
      { length: 5000 },
      (_, n) => `${head} refs/tags/many/${String(n).padStart(5, "0")}\n`,
    );
    const packed = join(repo, ".git/packed-refs");
    writeFileSync(packed, `# pack-refs with: sorted \n${lines.join("")}`);
    const before = machine.calls();
    const tree = await machine.trees.checkOut(request(repo, "many/04999"));
    expect(machine.calls() - before).toBeLessThanOrEqual(10);
    expect(git(tree.root, "tag", "--points-at", "HEAD").split("\n")).toHaveLength(5001);
  });

  it("gets a commit back that the person's repository has pruned", async () => {
    const origin = makeRepository(machine, "origin");
    git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
    const clone = join(machine.dir, "clone");
    git(machine.dir, "clone", "-q", urlOf(origin), clone);
    const first = await machine.trees.checkOut(request(clone, "1.0.0"));
    await machine.trees.release({ lease: first.lease });
    await machine.trees.evict(0);
    rmSync(join(clone, ".git/objects"), { recursive: true });
    mkdirSync(join(clone, ".git/objects"));
    expect(await contentOf(clone, first.commit)).toBe("print(1)\n");
  });

  it("says what to do where there is no repository", async () => {
    await expect(machine.trees.resolve(machine.dir, "1.0.0")).rejects.toMatchObject({
      problem: { code: "not-a-repository", exit: 2 },
    });
    expect(existsSync(join(machine.stateDir, "repos"))).toBe(false);
  });

  it("says so where a version doesn't have the folder, and holds nothing", async () => {
    const repo = makeRepository(machine);
    write(repo, { "new/file.py": "" });
    await expect(machine.trees.checkOut(request(join(repo, "new"), "1.0.0"))).rejects.toMatchObject({
      problem: { code: "folder-not-there" },
    });
    expect((await machine.trees.list()).map((tree) => tree.leasedBy)).toEqual([[]]);
  });
});

import { promises as fs } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  copyManifest,
  linkItself,
  linkToTree,
  manifestHash,
  readManifest,
} from "../../../../src/environments/node/manifest";

let tree: string;
let copy: string;
beforeEach(async () => {
  const root = await fs.mkdtemp(join(tmpdir(), "manifest-"));
  tree = join(root, "tree");
  copy = join(root, "copy");
  await fs.mkdir(tree);
});
afterEach(() => fs.rm(join(tree, ".."), { recursive: true, force: true }));

const write = async (way: string, content: unknown): Promise<void> => {
  await fs.mkdir(join(tree, way, ".."), { recursive: true });
  await fs.writeFile(join(tree, way), JSON.stringify(content));
};

const read = async () => {
  const manifest = await readManifest(tree);
  if (manifest) return manifest;
  throw new Error("no manifest");
};

describe("a tree's manifest", () => {
  it("is copied with its lock file and those of its workspaces, without scripts", async () => {
    await write("package.json", { name: "a", workspaces: ["packages/*"], scripts: { prepare: "tsc" } });
    await write("package-lock.json", { lockfileVersion: 3 });
    await write("packages/one/package.json", { name: "one", dependencies: {} });
    await write("packages/notes/README.md", {});
    const manifest = await read();
    expect(manifest.locked).toBe(true);
    await copyManifest(manifest, copy);
    expect(JSON.parse(await fs.readFile(join(copy, "package.json"), "utf8"))).toEqual({
      name: "a",
      workspaces: ["packages/*"],
    });
    expect(await fs.readdir(join(copy, "packages"))).toEqual(["one"]);
  });

  it("is another when its lock file changes", async () => {
    await write("package.json", { name: "a" });
    const before = manifestHash(await read());
    await write("package-lock.json", {});
    expect(manifestHash(await read())).not.toBe(before);
  });

  it("that asks for nothing needs no install; one that is no JSON is the user's mistake", async () => {
    expect(await readManifest(tree)).toBeUndefined();
    await write("package.json", { name: "a", type: "module" });
    expect((await read()).empty).toBe(true);
    await write("package.json", { name: "a", dependencies: { b: "1" } });
    expect((await read()).empty).toBe(false);
    await fs.writeFile(join(tree, "package.json"), "{");
    await expect(readManifest(tree)).rejects.toMatchObject({ problem: { exit: 2 } });
  });

  it("has its links lead to the tree, and not to the copy", async () => {
    await write("package.json", { name: "@me/a", workspaces: ["packages/one"] });
    await write("packages/one/package.json", { name: "one" });
    const manifest = await read();
    await copyManifest(manifest, copy);
    const modules = join(copy, "node_modules");
    await fs.mkdir(join(modules, ".bin"), { recursive: true });
    await fs.symlink("../packages/one", join(modules, "one"));
    await linkToTree(modules, copy, tree);
    await linkItself(modules, manifest);
    expect(await fs.realpath(join(modules, "one"))).toBe(await fs.realpath(join(tree, "packages", "one")));
    expect(await fs.realpath(join(modules, "@me", "a"))).toBe(await fs.realpath(tree));
  });
});

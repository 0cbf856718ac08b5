import { promises as fs } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, makeBench, node, run } from "../../system/environments/world";

let bench: Bench;
beforeAll(async () => {
  bench = await makeBench();
});
afterAll(() => bench.remove());

describe("a package from npm", () => {
  it("is found by scripts of the workspace, before the workspace's own, by require and by import", async () => {
    const workspace = join(bench.root, "workspace");
    const own = join(workspace, "node_modules", "semver");
    await fs.mkdir(own, { recursive: true });
    await fs.writeFile(join(own, "index.js"), "module.exports = { SEMVER_SPEC_VERSION: 'own' }");
    await fs.writeFile(join(workspace, "a.cjs"), "console.log(require('semver/package.json').version)");
    await fs.writeFile(
      join(workspace, "b.mjs"),
      "import semver from 'semver'; console.log(semver.SEMVER_SPEC_VERSION)",
    );
    const built = await bench.build({
      spec: node({}),
      source: { kind: "npm", name: "semver", version: "7.5.4" },
      tree: undefined,
    });
    expect(await run(built, ["node", join(workspace, "a.cjs")])).toBe("7.5.4");
    expect(await run(built, ["node", join(workspace, "b.mjs")])).toBe("2.0.0");
    expect(await run(built, ["semver", "--range", ">1", "2.0.0"])).toBe("2.0.0");
    expect(await fs.readdir(built.packages ?? "")).toContain("package.json");
  });

  it.each([
    ["semver", "99.0.0", /semver@99\.0\.0/],
    ["backcompat-no-such-package-here", "1.0.0", /backcompat-no-such-package-here/],
  ])("that is not there is named in the failure: %s %s", async (name, version, message) => {
    await expect(
      bench.build({ spec: node({}), source: { kind: "npm", name, version }, tree: undefined }),
    ).rejects.toThrow(message);
  });
});

describe("a tree with a lock file", () => {
  it("gets what is locked, installed beside it", async () => {
    const tree = join(bench.root, "locked");
    await fs.mkdir(tree);
    const manifest = {
      name: "locked",
      version: "1.0.0",
      dependencies: { "is-odd": "^3.0.0" },
      scripts: { prepare: "exit 1" },
    };
    await fs.writeFile(join(tree, "package.json"), JSON.stringify(manifest));
    await fs.writeFile(
      join(tree, "index.js"),
      "console.log(require('is-odd')(3), require('is-number/package.json').version)",
    );
    const packages = {
      "": { name: "locked", version: "1.0.0", dependencies: { "is-odd": "^3.0.0" } },
      "node_modules/is-odd": { version: "3.0.0", dependencies: { "is-number": "^6.0.0" } },
      "node_modules/is-number": { version: "6.0.0" },
    };
    await fs.writeFile(
      join(tree, "package-lock.json"),
      JSON.stringify({ name: "locked", version: "1.0.0", lockfileVersion: 3, packages }),
    );
    const built = await bench.build({
      spec: node({}),
      source: { kind: "git", repo: tree, ref: "x" },
      tree: { dir: tree, commit: "1" },
    });
    expect(await run(built, ["node", "index.js"], tree)).toBe("true 6.0.0");
    expect((await fs.readdir(tree)).sort()).toEqual(["index.js", "package-lock.json", "package.json"]);
  });
});

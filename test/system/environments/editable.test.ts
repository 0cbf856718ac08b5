import { promises as fs } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Bench, makeBench, python, run } from "./world";

let bench: Bench;
let workspace: string;

beforeEach(async () => {
  // Nothing here needs an index; whoever asks one has a defect.
  process.env["PIP_NO_INDEX"] = "1";
  process.env["UV_OFFLINE"] = "1";
  bench = await makeBench();
  workspace = join(bench.root, "work space");
  await fs.mkdir(join(workspace, "backend"), { recursive: true });
  await fs.copyFile(
    join(import.meta.dirname, "tiny_backend.py"),
    join(workspace, "backend", "tiny_backend.py"),
  );
  await fs.writeFile(
    join(workspace, "pyproject.toml"),
    '[build-system]\nrequires = []\nbuild-backend = "tiny_backend"\nbackend-path = ["backend"]\n[project]\nname = "tiny-package"\nversion = "1.2.3"\n',
  );
  await fs.writeFile(join(workspace, "tiny_package.py"), "def main():\n    print('first')\n");
});
afterEach(() => bench.remove());

const request = () => ({
  spec: python({ version: ">=3.8", install: ["-e ."] }),
  source: { kind: "workspace", folder: workspace } as const,
  tree: { dir: workspace, commit: undefined },
});

const undo = async (): Promise<void> => {
  for (const path of bench.created) await fs.rm(path, { recursive: true, force: true });
};

describe("an editable install of the workspace", () => {
  it("leaves nothing there, journals what it makes, and goes on working, from the cache too", async () => {
    const before = (await fs.readdir(workspace)).sort();
    const built = await bench.build(request());
    expect(bench.created).toEqual(
      expect.arrayContaining([join(workspace, "tiny_package.egg-info"), join(workspace, "build")]),
    );
    await fs.rm(join(workspace, "backend", "__pycache__"), { recursive: true, force: true });
    expect((await fs.readdir(workspace)).sort()).toEqual(before);

    await fs.writeFile(join(workspace, "tiny_package.py"), "def main():\n    print('edited')\n");
    const again = await bench.build(request());
    expect(again).toEqual({ ...built, cached: true });
    expect(await run(again, ["tiny"])).toBe("edited");
    const version = "import importlib.metadata as m; print(m.version('tiny-package'))";
    expect(await run(again, ["python", "-c", version])).toBe("1.2.3");
    expect((await fs.readdir(workspace)).sort()).toEqual(before);
  });

  it("leaves a tree of ours as it was too, as others use it", async () => {
    const before = (await fs.readdir(workspace)).sort();
    const source = { kind: "git", repo: workspace, ref: "1.0.0" } as const;
    const built = await bench.build({ ...request(), source, tree: { dir: workspace, commit: "c0ffee" } });
    expect((await fs.readdir(workspace)).sort()).toEqual(before);
    expect(bench.created).toEqual([]);
    expect(await run(built, ["tiny"])).toBe("first");
  });

  it("keeps what was there before it", async () => {
    const own = join(workspace, "tiny_package.egg-info");
    await fs.mkdir(join(workspace, "build"));
    await fs.mkdir(own);
    await fs.writeFile(join(own, "PKG-INFO"), "of the user's own install");
    await bench.build(request());
    await undo();
    expect((await fs.readdir(workspace)).sort()).toEqual(
      expect.arrayContaining(["build", "tiny_package.egg-info"]),
    );
    expect(await fs.readFile(join(own, "PKG-INFO"), "utf8")).toBe("of the user's own install");
  });

  it("fails with the line of the build that says why", async () => {
    await fs.writeFile(join(workspace, "broken"), "");
    await expect(bench.build(request())).rejects.toThrow(
      /environment of side host can't be built.*RuntimeError: libtiny is not installed/,
    );
    const [key = ""] = (await fs.readdir(bench.world.folder)).filter((name) => name.startsWith("python-"));
    expect(await fs.readdir(join(bench.world.folder, key))).toEqual(["build.log"]);
    await fs.rm(join(workspace, "broken"));
    expect((await bench.build(request())).cached).toBe(false);
  });
});

describe("what a side installs", () => {
  it("has to be there: a path that this version doesn't have is named", async () => {
    const spec = python({ install: ["-e python_modules/dagit"] });
    await expect(bench.build({ ...request(), spec })).rejects.toThrow(
      /python_modules.dagit, which is not there/,
    );
  });
});

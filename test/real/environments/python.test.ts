import { promises as fs } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRecord } from "../../../src/environments/store/record";
import type { Environment } from "../../../src/environments/types";
import { type Bench, makeBench, python, run } from "../../system/environments/world";

let bench: Bench;
/** uv, installed by pip in an environment of our own. */
let uv: Environment;

beforeAll(async () => {
  // pip for 2.7 can't install below a folder with an umlaut in its name.
  bench = await makeBench("environments of-");
  uv = await bench.build({
    spec: python({ version: ">=3.9 <3.13" }),
    source: { kind: "pypi", name: "uv", version: "0.8.22" },
    tree: undefined,
  });
});
afterAll(() => bench.remove());

const withUv = () => ({
  env: { ...process.env, PATH: [...uv.path, process.env["PATH"] ?? ""].join(delimiter) },
});

const packagesOf = async (environment: Environment): Promise<readonly string[]> =>
  (await readRecord(environment.dir ?? ""))?.packages ?? [];

const flask = {
  spec: python({ version: "3.8", asOf: "2018-06-01", constraints: ["click<6"] }),
  source: { kind: "pypi", name: "Flask", version: "1.0" },
} as const;

describe("a package from the index", () => {
  it("is installed by pip where there is no uv, and its files are named", async () => {
    expect(await fs.readdir(uv.packages ?? "")).toContain("__init__.py");
    expect(await run(uv, ["uv", "--version"])).toMatch(/^uv 0\.8\.22/);
  });

  it("brings dependencies as they were on a date, with uv", async () => {
    const built = await bench.build({ ...flask, tree: undefined }, withUv());
    expect(await packagesOf(built)).toEqual(
      expect.arrayContaining(["Flask==1.0", "Werkzeug==0.14.1", "click==5.1"]),
    );
    expect(await run(built, ["python", "-c", "import flask; print(flask.__version__)"])).toBe("1.0");
  });

  it("brings dependencies as they were on a date, with pip", async () => {
    const built = await bench.build(
      { ...flask, tree: undefined, side: "pip" },
      { folder: join(bench.root, "by pip") },
    );
    expect(await packagesOf(built)).toEqual(
      expect.arrayContaining(["Flask==1.0", "Werkzeug==0.14.1", "click==5.1"]),
    );
  });

  it("finds pkg_resources as in every virtual environment of its time, with uv", async () => {
    const built = await bench.build({ ...flask, tree: undefined }, withUv());
    expect(await run(built, ["python", "-c", "import pkg_resources; print(pkg_resources.__name__)"])).toBe(
      "pkg_resources",
    );
  });

  it("that is not there is named in the failure, by uv and by pip", async () => {
    const source = { kind: "pypi", name: "requests", version: "99.1" } as const;
    const spec = python({ version: ">=3.9" });
    for (const world of [withUv(), {}]) {
      await expect(bench.build({ spec, source, tree: undefined }, world)).rejects.toThrow(
        /environment of side host can't be built: requests==99\.1: .*requests==99\.1/,
      );
    }
  });

  it("that needs another Python says so", async () => {
    const source = { kind: "pypi", name: "numpy", version: "2.2.0" } as const;
    await expect(
      bench.build({ spec: python({ version: "3.8" }), source, tree: undefined }, withUv()),
    ).rejects.toThrow(/numpy.*Python ?>=3\.10/);
  });
});

describe("an old Python", () => {
  it.each(["2.7", "3.6", "3.7"])("gets packages too: %s", async (version) => {
    const built = await bench.build(
      {
        spec: python({ version }),
        source: { kind: "pypi", name: "six", version: "1.16.0" },
        tree: undefined,
      },
      withUv(),
    );
    expect(
      await run(built, ["python", "-c", "import six, sys; print(six.__version__ + ' ' + sys.version[:3])"]),
    ).toBe(`1.16.0 ${version}`);
  });
});

describe("an old package, installed editable in the workspace", () => {
  it.each([
    ["3.8", "uv"],
    ["2.7", "pip"],
  ])("works with Python %s and %s, also after what it left there is gone", async (version, tool) => {
    const workspace = join(bench.root, `workspace ${version}`);
    await fs.mkdir(workspace);
    await fs.writeFile(join(workspace, "old_one.py"), "def main():\n    print('old one')\n");
    await fs.writeFile(
      join(workspace, "setup.py"),
      "from setuptools import setup\nsetup(name='old.one', version='1.2', py_modules=['old_one'], entry_points={'console_scripts': ['old-one=old_one:main']})\n",
    );
    bench.created.length = 0;
    const built = await bench.build(
      {
        spec: python({ version, install: ["-e ."], ...(tool === "uv" ? { asOf: "2021-06-01" } : {}) }),
        source: { kind: "workspace", folder: workspace },
        tree: { dir: workspace, commit: undefined },
      },
      withUv(),
    );
    for (const path of bench.created) await fs.rm(path, { recursive: true, force: true });
    expect((await fs.readdir(workspace)).sort()).toEqual(["old_one.py", "setup.py"]);
    expect(await run(built, ["old-one"])).toBe("old one");
  });
});

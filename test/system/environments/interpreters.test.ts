import { promises as fs } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listPythons } from "../../../src/environments/python/find";
import { pythonIn } from "../../../src/environments/python/venv";
import { newRunToken } from "../../../src/processes/tokens";
import { type Bench, makeBench, node, python, run } from "./world";

let bench: Bench;
beforeEach(async () => {
  bench = await makeBench();
});
afterEach(() => bench.remove());

const version = ["python", "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"];

describe("an environment with nothing to install", () => {
  it("runs the interpreter that was asked for, and is there the second time", async () => {
    const first = await bench.build({ spec: python({ version: ">=3.8" }) });
    const second = await bench.build({ spec: python({ version: ">=3.8" }) });
    expect(first.cached).toBe(false);
    expect(second).toEqual({ ...first, cached: true });
    expect(await run(first, version)).toBe(first.pythonVersion);
    expect(await run(first, ["python3", "-c", "import sys; print(sys.prefix)"])).toBe(
      first.vars["VIRTUAL_ENV"],
    );
  });

  it("asks no program anything once it is there", async () => {
    await bench.build({});
    const silent = { run: () => Promise.reject(new Error("a program was started")) };
    expect((await bench.build({}, silent)).cached).toBe(true);
  });

  it("leaves no bytecode in the folders whose modules are imported", async () => {
    const built = await bench.build({});
    await fs.writeFile(join(bench.root, "module_of_mine.py"), "");
    await run(built, ["python", "-c", "import module_of_mine"], bench.root);
    expect(await fs.readdir(bench.root)).not.toContain("__pycache__");
  });

  it("serves every Python of this machine, by its exact version", async () => {
    const there = await listPythons({ signal: bench.abort.signal, token: newRunToken() }, bench.world);
    expect(there.length).toBeGreaterThan(0);
    for (const wanted of new Set(there.map((python) => python.version))) {
      const built = await bench.build({ spec: python({ version: wanted }) });
      expect(built.pythonVersion).toBe(wanted);
      expect(await run(built, version)).toBe(wanted);
    }
  });
});

describe("a Python that is not there", () => {
  it("fails with what is there and how to get it", async () => {
    await expect(bench.build({ spec: python({ version: "3.99" }) })).rejects.toMatchObject({
      problem: {
        code: "no-interpreter",
        exit: 3,
        message: "No Python 3.99 is on this machine",
        lines: expect.arrayContaining([expect.stringMatching(/^there is 3\.\d+\.\d+.*: /)]),
        hint: expect.stringContaining("uv python install 3.99"),
      },
    });
  });

  it.runIf(process.platform !== "win32")("is not taken from a shim that doesn't work", async () => {
    const bin = join(bench.root, "bin");
    await fs.mkdir(bin);
    await fs.writeFile(join(bin, "python3"), "#!/bin/sh\necho 'version not installed' >&2\nexit 127\n", {
      mode: 0o755,
    });
    const nothingElse = {
      env: { PATH: bin, PYENV_ROOT: bench.root, XDG_DATA_HOME: bench.root },
      home: bench.root,
    };
    await expect(bench.build({}, nothingElse)).rejects.toThrow(/No Python 3 is on this machine/);
  });
});

describe("an existing venv", () => {
  it("is used as it is, named by its folder or its interpreter", async () => {
    const base = await bench.build({});
    const venv = join(bench.root, "venv of mine");
    await run(base, ["python", "-m", "venv", "--without-pip", venv]);
    for (const existing of [venv, pythonIn(venv)]) {
      const built = await bench.build({ spec: python({ existing }) });
      expect(await run(built, ["python", "-c", "import sys; print(sys.prefix)"])).toBe(venv);
      expect(built.vars["VIRTUAL_ENV"]).toBe(venv);
    }
  });

  it("that is not there is the user's mistake", async () => {
    const existing = join(bench.root, "nowhere");
    await expect(bench.build({ spec: python({ existing }) })).rejects.toMatchObject({ problem: { exit: 2 } });
  });

  it("that the editor has selected serves the workspace, and no release", async () => {
    const base = await bench.build({});
    const venv = join(bench.root, "selected");
    await run(base, ["python", "-m", "venv", "--without-pip", venv]);
    const selected = { selectedPython: venv };
    expect((await bench.build({}, selected)).vars["VIRTUAL_ENV"]).toBe(venv);
    const release = { source: { kind: "git", repo: bench.root, ref: "1.0.0" } } as const;
    expect((await bench.build(release, selected)).vars["VIRTUAL_ENV"]).not.toBe(venv);
  });
});

describe("a Node side", () => {
  const addPackage = async (folder: string, said: string): Promise<void> => {
    await fs.mkdir(folder, { recursive: true });
    await fs.writeFile(
      join(folder, "package.json"),
      '{ "name": "greeter", "version": "1.0.0", "main": "main.js" }',
    );
    await fs.writeFile(join(folder, "main.js"), `module.exports = "${said}";`);
  };

  it("finds its packages from scripts of the workspace, before the workspace's own, by require and by import", async () => {
    const scripts = join(bench.root, "work space");
    await addPackage(join(bench.root, "greeter"), "side");
    await addPackage(join(scripts, "node_modules", "greeter"), "workspace");
    await addPackage(join(scripts, "node_modules", "other"), "other");
    await fs.writeFile(join(scripts, "a.cjs"), "console.log(require('greeter'), require('other'))");
    await fs.writeFile(
      join(scripts, "b.mjs"),
      "import one from 'greeter'; import two from 'other'; console.log(one, two)",
    );
    const built = await bench.build({ spec: node({ install: ["./greeter"] }) });
    expect(await run(built, ["node", join(scripts, "a.cjs")])).toBe("side other");
    expect(await run(built, ["node", join(scripts, "b.mjs")])).toBe("side other");
    expect((await bench.build({ spec: node({ install: ["./greeter"] }) })).cached).toBe(true);
    await addPackage(join(bench.root, "greeter"), "side, edited");
    expect((await bench.build({ spec: node({ install: ["./greeter"] }) })).cached).toBe(false);
  });

  it("uses the node_modules that the workspace has", async () => {
    await addPackage(join(bench.root, "node_modules", "greeter"), "present");
    const built = await bench.build({ spec: node({}) });
    expect(built.modules).toBe(join(bench.root, "node_modules"));
    await fs.writeFile(join(bench.root, "b.mjs"), "import one from 'greeter'; console.log(one)");
    expect(await run(built, ["node", "b.mjs"], bench.root)).toBe("present");
  });

  it("fails where no such Node is, with what is there", async () => {
    await expect(bench.build({ spec: node({ version: "99" }) })).rejects.toMatchObject({
      problem: {
        code: "no-interpreter",
        lines: expect.arrayContaining([expect.stringMatching(/^there is \d+/)]),
        exit: 3,
      },
    });
  });
});

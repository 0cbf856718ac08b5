import { promises as fs } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pythonCandidates, versionIn } from "../../../../src/environments/python/candidates";
import { pathsOfLauncher } from "../../../../src/environments/python/find";

let home: string;
beforeEach(async () => {
  home = await fs.mkdtemp(join(tmpdir(), "candidates-"));
});
afterEach(() => fs.rm(home, { recursive: true, force: true }));

const program = async (...way: readonly string[]): Promise<string> => {
  const path = join(home, ...way);
  await fs.mkdir(join(path, ".."), { recursive: true });
  await fs.writeFile(path, "", { mode: 0o755 });
  return path;
};

const found = async (
  env: Record<string, string> = {},
  platform: "linux" | "darwin" | "win32" = "linux",
  more: { readonly selectedPython?: string } = {},
): Promise<string[]> => {
  const paths: string[] = [];
  for await (const { path } of pythonCandidates({ env, home, ...more }, platform))
    if (path.startsWith(home)) paths.push(path);
  return paths;
};

describe("interpreters", () => {
  it("are preferred in a fixed order: selected, pyenv, uv, PATH, others", async () => {
    const conda = await program("miniconda3", "envs", "work", "bin", "python3");
    const onPath = await program("tools", "python3");
    const uv = await program(
      ".local",
      "share",
      "uv",
      "python",
      "cpython-3.12.1-linux-x86_64-gnu",
      "bin",
      "python3",
    );
    const pyenv = await program(".pyenv", "versions", "3.8.18", "bin", "python3");
    const selected = await program("work", ".venv", "bin", "python3");
    const paths = await found({ PATH: join(home, "tools") }, "linux", {
      selectedPython: join(home, "work", ".venv"),
    });
    expect(paths).toEqual([selected, pyenv, uv, onPath, conda]);
  });

  it("of pyenv begin with its global version, then the newest; odd ones come last", async () => {
    const names = ["3.9.18", "3.10.13", "pypy3.10-7.3", "3.8.18"];
    for (const name of names) await program(".pyenv", "versions", name, "bin", "python3");
    await fs.writeFile(join(home, ".pyenv", "version"), "3.8.18\n");
    const versions = (await found()).map((path) => path.split("/").at(-3));
    expect(versions).toEqual(["3.8.18", "3.10.13", "3.9.18", "pypy3.10-7.3"]);
  });

  it("are never shims, whose version depends on where one stands", async () => {
    await program(".pyenv", "shims", "python3");
    expect(await found({ PATH: join(home, ".pyenv", "shims") })).toEqual([]);
  });

  it("of PATH are python3 and python, then the numbered ones, newest first", async () => {
    for (const name of ["python", "python3", "python3.9", "python3.10", "python3-config", "pythonw"])
      await program("bin", name);
    const names = (await found({ PATH: join(home, "bin") })).map((path) => path.split("/").at(-1));
    expect(names).toEqual(["python3", "python", "python3.10", "python3.9"]);
  });

  it("of Python 2.7 are found in their folder", async () => {
    const python = await program(".pyenv", "versions", "2.7.18", "bin", "python2.7");
    expect(await found()).toEqual([python]);
  });

  it("of Windows lie at the top of their folder, or in a venv's Scripts", async () => {
    const installed = await program("Local", "Programs", "Python", "Python311", "python.exe");
    const pyenv = await program(".pyenv", "pyenv-win", "versions", "3.8.10", "python.exe");
    const selected = await program("venv", "Scripts", "python.exe");
    const env = { LOCALAPPDATA: join(home, "Local") };
    expect(await found(env, "win32", { selectedPython: join(home, "venv") })).toEqual([
      selected,
      pyenv,
      installed,
    ]);
  });

  it.each([
    ["3.8.18", "3.8.18"],
    ["cpython-3.12.1-linux-x86_64-gnu", "3.12.1"],
    ["python@3.11", "3.11"],
    ["Python311", "3.11"],
    ["Python311-32", "3.11"],
    ["3.13.0t", undefined],
    ["pypy3.10-7.3", undefined],
    ["miniconda3-latest", undefined],
  ])("named %s are taken for %s", (name, version) => {
    expect(versionIn(name)).toBe(version);
  });

  it("are read from what the launcher of Windows lists", () => {
    const stdout =
      " -V:3.12 *        C:\\Python 312\\python.exe\r\n -3.8-64        C:\\Python38\\python.exe\r\n";
    expect(pathsOfLauncher({ stdout })).toEqual(["C:\\Python 312\\python.exe", "C:\\Python38\\python.exe"]);
  });
});

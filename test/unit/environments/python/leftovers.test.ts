import { promises as fs } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { watchLeftovers } from "../../../../src/environments/python/install/leftovers";

let folder: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), "leftovers-"));
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

const announced = async (): Promise<string[]> => {
  const paths: string[] = [];
  await (await watchLeftovers([folder])).announce((path) => paths.push(path.slice(folder.length + 1)));
  return paths;
};

describe("what an editable install will leave", () => {
  it.each([
    ["pyproject.toml", '[project]\nname = "My-Package"\n', "My_Package.egg-info"],
    ["setup.cfg", "[metadata]\nname = my.package\n", "my.package.egg-info"],
    ["setup.py", "setup(name='my-package', version='1')", "my_package.egg-info"],
  ])("is foreseen from %s", async (file, text, egg) => {
    await fs.writeFile(join(folder, file), text);
    expect(await announced()).toEqual(expect.arrayContaining([egg, join("src", egg), "build"]));
  });

  it("is never what was there before", async () => {
    await fs.writeFile(join(folder, "setup.cfg"), "name = a\n");
    await fs.mkdir(join(folder, "a.egg-info"));
    await fs.mkdir(join(folder, "build"));
    expect(await announced()).toEqual([join("src", "a.egg-info")]);
  });
});

describe("what an editable install left", () => {
  it("is found afterwards, but nothing that a person may have made meanwhile", async () => {
    const watched = await watchLeftovers([folder]);
    const extension = join(folder, "pkg", "native.cpython-311-x86_64-linux-gnu.so");
    await fs.mkdir(join(folder, "lib", "odd.egg-info"), { recursive: true });
    await fs.mkdir(join(folder, "pkg", "build"), { recursive: true });
    for (const path of [extension, join(folder, "notes.txt"), join(folder, "pkg", "new.py")])
      await fs.writeFile(path, "");
    const { all, needed } = await watched.found();
    expect([...all].sort()).toEqual([join(folder, "lib", "odd.egg-info"), extension].sort());
    expect(needed).toEqual([extension]);
  });
});

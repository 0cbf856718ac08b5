import { promises as fs } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { filesOfPackage, installedPackages } from "../../../../src/environments/python/install/packages";

let site: string;
beforeEach(async () => {
  site = await fs.mkdtemp(join(tmpdir(), "site-"));
});
afterEach(() => fs.rm(site, { recursive: true, force: true }));

const add = async (
  metadata: string,
  record: string,
  folders: readonly string[],
  file = "RECORD",
): Promise<void> => {
  await fs.mkdir(join(site, metadata));
  await fs.writeFile(join(site, metadata, file), record);
  for (const folder of folders) await fs.mkdir(join(site, folder), { recursive: true });
};

describe("installed packages", () => {
  it("are listed with their versions", async () => {
    await add("Flask-1.0.dist-info", "", []);
    await add("old_one-1.2-py2.7.egg-info", "", []);
    expect(await installedPackages(site)).toEqual(["Flask==1.0", "old_one==1.2"]);
  });

  it("have a folder of their own files, which may be named otherwise", async () => {
    await add("PyYAML-6.0.dist-info", "_yaml/__init__.py,,\nyaml/__init__.py,,\n", ["_yaml", "yaml"]);
    await add("Flask_Thing-1.0.dist-info", "tests/a.py,,\nflask_thing/a.py,,\n", ["tests", "flask_thing"]);
    await add("old-1.0.egg-info", "oldie\n", ["oldie"], "top_level.txt");
    expect(await filesOfPackage(site, "flask-thing")).toBe(join(site, "flask_thing"));
    expect(await filesOfPackage(site, "pyyaml")).toBe(join(site, "_yaml"));
    expect(await filesOfPackage(site, "old")).toBe(join(site, "oldie"));
  });

  it("that are a single module lie in site-packages itself", async () => {
    await add("six-1.16.0.dist-info", "six.py,,\n", []);
    expect(await filesOfPackage(site, "six")).toBe(site);
  });
});

import { promises as fs } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type EnvironmentRecord,
  readRecord,
  removeEnvironment,
  writeRecord,
} from "../../../../src/environments/store/record";

let folder: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), "record-"));
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

const record = (needs: readonly string[] = []): EnvironmentRecord => ({
  environment: {
    key: "k",
    kind: "python",
    dir: folder,
    vars: { A: "1" },
    path: ["/p"],
    python: process.execPath,
    log: join(folder, "build.log"),
    cached: false,
  },
  what: "Python",
  builtAt: 1,
  seconds: 2,
  packages: ["a==1"],
  needs,
});

describe("a record of an environment", () => {
  it("is read as it was written, as a cached one", async () => {
    await writeRecord(folder, record());
    expect(await readRecord(folder)).toEqual({
      ...record(),
      environment: { ...record().environment, cached: true },
    });
  });

  it("counts for nothing where a file is gone that the environment needs", async () => {
    const extension = join(folder, "native.so");
    await fs.writeFile(extension, "");
    await writeRecord(folder, record([extension]));
    expect(await readRecord(folder)).toBeDefined();
    await fs.rm(extension);
    expect(await readRecord(folder)).toBeUndefined();
  });

  it.each(["", "{", "[]", "{}", '{"environment":{"kind":"python"}}'])(
    "counts for nothing when damaged: %j",
    async (text) => {
      await fs.writeFile(join(folder, "environment.json"), text);
      expect(await readRecord(folder)).toBeUndefined();
    },
  );

  it("goes with its environment, also where there is none", async () => {
    await writeRecord(folder, record());
    await removeEnvironment(folder);
    await removeEnvironment(folder);
    expect(await readRecord(folder)).toBeUndefined();
  });
});

import { promises as fs } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { installContent } from "../../../../src/environments/python/install/content";
import type { PythonSpec } from "../../../../src/environments/python/request";
import { contentHash } from "../../../../src/util/json";

let tree: string;
beforeEach(async () => {
  tree = await fs.mkdtemp(join(tmpdir(), "content-"));
  await write("pyproject.toml", "[project]\nname = 'a'\n");
  await write("a.py", "one = 1");
  await write("requirements.txt", "-r more/dev.txt\n");
  await write("more/dev.txt", "pytest\n");
});
afterEach(() => fs.rm(tree, { recursive: true, force: true }));

const write = async (way: string, text: string): Promise<void> => {
  await fs.mkdir(join(tree, way, ".."), { recursive: true });
  await fs.writeFile(join(tree, way), text);
};

const hash = async (spec: Partial<PythonSpec>, commit?: string): Promise<string> =>
  contentHash(
    await installContent({
      side: "host",
      spec: { kind: "python", install: [], constraints: [], requirements: [], ...spec },
      source: { kind: "workspace", folder: tree },
      tree: { dir: tree, commit },
    }),
  );

const changes = async (
  spec: Partial<PythonSpec>,
  way: string,
  text: string,
  commit?: string,
): Promise<boolean> => {
  const before = await hash(spec, commit);
  await write(way, text);
  return (await hash(spec, commit)) !== before;
};

describe("an environment is another", () => {
  it.each([
    ["an editable package's metadata", { install: ["-e ."] }, "pyproject.toml"],
    ["its top-level packages", { install: ["-e ."] }, "b.py"],
    ["a file of a package that is copied", { install: ["./"] }, "a.py"],
    ["a requirements file", { requirements: ["requirements.txt"] }, "requirements.txt"],
    ["a file that it includes", { requirements: ["requirements.txt"] }, "more/dev.txt"],
    ["a constraints file", { install: ["b"], constraintsFile: "requirements.txt" }, "more/dev.txt"],
  ])("when this changes: %s", async (_, spec, way) => {
    expect(await changes(spec, way, "changed = 'and longer than before'\n")).toBe(true);
  });

  it("as of another date, and with other constraints", async () => {
    const plain = await hash({ install: ["b"] });
    expect(await hash({ install: ["b"], asOf: "2021-01-01T00:00:00Z" })).not.toBe(plain);
    expect(await hash({ install: ["b"], constraints: ["c<1"] })).not.toBe(plain);
    expect(await hash({ install: ["b"] })).toBe(plain);
  });
});

describe("an environment is the same", () => {
  it("when the code of an editable package changes", async () => {
    expect(await changes({ install: ["-e ."] }, "a.py", "two = 2 + 0")).toBe(false);
  });

  it("whatever happens in a tree from which nothing is installed", async () => {
    expect(await changes({ install: ["b"] }, "pyproject.toml", "")).toBe(false);
  });

  it("for one commit, however often it is checked out", async () => {
    expect(await changes({ install: ["./"] }, "a.py", "one = 1 # touched", "c0ffee")).toBe(false);
  });
});

describe("a file that isn't there", () => {
  it("is the user's mistake, and named", async () => {
    await expect(hash({ requirements: ["nowhere.txt"] })).rejects.toMatchObject({
      problem: { code: "no-such-file", exit: 2, message: expect.stringContaining("nowhere.txt") },
    });
  });
});

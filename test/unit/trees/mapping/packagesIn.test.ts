import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, expect, it } from "vitest";
import { packagesIn } from "../../../../src/trees/mapping/packagesIn";

const tree = mkdtempSync(join(tmpdir(), "backcompat-packages-"));
afterAll(() => rmSync(tree, { recursive: true }));

it("finds the outermost packages of each project in a tree, and none of what was built", async () => {
  for (const path of [
    "one/one",
    "python_modules/two/two",
    "one/one/inner",
    "one/build/one",
    ".venv/x",
    "t/tests",
  ]) {
    mkdirSync(join(tree, path), { recursive: true });
    writeFileSync(join(tree, path, "__init__.py"), "");
  }
  writeFileSync(join(dirname(join(tree, "one/one")), "setup.py"), "");
  const found = (await packagesIn(tree)).map((path) => relative(tree, path));
  expect(found.sort()).toEqual([join("one", "one"), join("python_modules", "two", "two")]);
});

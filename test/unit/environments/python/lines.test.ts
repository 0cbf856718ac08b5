import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import {
  fileArguments,
  installLines,
  localPaths,
  wordsOf,
} from "../../../../src/environments/python/install/lines";

describe("an install line", () => {
  it.each([
    ["requests <3", ["requests <3"]],
    ["a ; python_version < '3'", ["a ; python_version < '3'"]],
    ["-e python_modules/dagster", ["-e", "python_modules/dagster"]],
    ["--editable=.[test, dev]", ["--editable", ".[test, dev]"]],
    ['-e "my package"', ["-e", "my package"]],
    ["-e my package", ["-e", "my package"]],
    ["-r requirements.txt", ["-r", "requirements.txt"]],
    ["--no-deps --find-links 'a b'", ["--no-deps", "--find-links", "a b"]],
    ["  ", []],
  ])("%j is passed on as %j", (line, words) => {
    expect(wordsOf(line)).toEqual(words);
  });

  const tree = resolve("/tree");
  it.each([
    ["-e .", ".", true],
    ["-e .[test]", ".", true],
    ["-e python_modules/dagster[a,b]", "python_modules/dagster", true],
    ["./pkg ; python_version < '3'", "pkg", false],
    ["dist/a-1.0-py3-none-any.whl", "dist/a-1.0-py3-none-any.whl", false],
    ["a @ file:./pkg", "pkg", false],
  ])("%j names a path of the tree", (line, path, editable) => {
    expect(localPaths([line], tree)).toEqual([{ path: join(tree, path), editable }]);
  });

  it.each([
    "requests<3",
    "dagster",
    "-r a.txt",
    "-e git+https://host/a.git",
    "a @ https://host/a.whl",
    "a[b]",
    "a; python_version<'3'",
  ])("%j names none", (line) => {
    expect(localPaths([line], tree)).toEqual([]);
  });

  it("may name files that decide what is installed", () => {
    expect(fileArguments(["-r a.txt", "--constraint=b.txt", "-r https://host/c.txt", "d"], tree)).toEqual([
      join(tree, "a.txt"),
      join(tree, "b.txt"),
    ]);
  });

  it("stands after the side's own package and its requirements", () => {
    const lines = installLines({
      side: "client",
      spec: { kind: "python", install: ["b"], requirements: ["r.txt"], constraints: [] },
      source: { kind: "pypi", name: "a", version: "1.0" },
      tree: undefined,
    });
    expect(lines).toEqual(["a==1.0", "-r r.txt", "b"]);
  });
});

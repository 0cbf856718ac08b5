import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findExecutable, nearestOnPath } from "../../../src/processes/which";

const root = mkdtempSync(join(tmpdir(), "which-"));
const [first, second] = [join(root, "first"), join(root, "second")];
mkdirSync(join(first, "folder"), { recursive: true });
mkdirSync(second);
for (const [folder, name, mode] of [
  [first, "plain", 0o644],
  [second, "plain", 0o755],
  [second, "dagster-webserver", 0o755],
  [second, "npm.CMD", 0o644],
  [second, "folder", 0o755],
] as const) {
  writeFileSync(join(folder, name), "");
  chmodSync(join(folder, name), mode);
}
const PATH = [join(root, "missing"), first, second].join(delimiter);

afterAll(() => rmSync(root, { recursive: true }));

describe("finding an executable", () => {
  it("takes the first on PATH that may be run and is a file", () => {
    expect(findExecutable("plain", { PATH })).toBe(join(second, "plain"));
    expect(findExecutable("folder", { PATH })).toBe(join(second, "folder"));
    expect(findExecutable("none", { PATH })).toBeUndefined();
    expect(findExecutable("plain", {})).toBeUndefined();
  });

  it("looks up a name with a folder from where the command runs", () => {
    expect(findExecutable("./plain", { PATH }, second)).toBe(join(second, "plain"));
    expect(findExecutable("./plain", { PATH }, first)).toBeUndefined();
    expect(findExecutable(join(second, "plain"), {}, "/")).toBe(join(second, "plain"));
  });

  it("tries Windows' endings, with its spelling of PATH", () => {
    const windowsPath = [first, `"${second}"`].join(";");
    expect(findExecutable("npm", { Path: windowsPath, PATHEXT: ".EXE;.CMD" }, root, "win32")).toBe(
      join(second, "npm.CMD"),
    );
    expect(findExecutable("npm.CMD", { Path: windowsPath }, root, "win32")).toBe(join(second, "npm.CMD"));
    expect(findExecutable("npm", { Path: windowsPath, PATHEXT: ".EXE" }, root, "win32")).toBeUndefined();
  });

  it("knows what was probably meant", () => {
    expect(nearestOnPath("dagster-webserve", { PATH })).toBe("dagster-webserver");
    expect(nearestOnPath("quite-different", { PATH })).toBeUndefined();
  });
});

import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { distrust, makeOwnFolder } from "../../../src/processes/ownFolder";

const root = mkdtempSync(join(tmpdir(), "own-"));
afterAll(() => rmSync(root, { recursive: true }));

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe("a folder of one's own", () => {
  it("is made so that nobody else can enter it", async () => {
    const folder = join(root, "new");
    await makeOwnFolder(folder, "linux");
    expect(modeOf(folder)).toBe(0o700);
  });

  it("is closed where it stood open", async () => {
    const folder = join(root, "open");
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    await makeOwnFolder(folder, "linux");
    expect(modeOf(folder)).toBe(0o700);
  });

  it("is refused where a link stands in its place", async () => {
    const [elsewhere, link] = [join(root, "elsewhere"), join(root, "link")];
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, link);
    await expect(makeOwnFolder(link, "linux")).rejects.toThrow(`${link} can't be used`);
    await makeOwnFolder(link, "win32");
  });

  it("is refused where another user was there first", () => {
    const facts = { directory: true, uid: 1001, mode: 0o40700 };
    expect(distrust(facts, 1001)).toBeUndefined();
    expect(distrust(facts, 1000)).toBe("it belongs to another user (1001)");
    expect(distrust({ ...facts, directory: false }, 1001)).toBe("it is not a folder of its own");
  });

  it("says so where a file is in the way", async () => {
    const file = join(root, "file");
    writeFileSync(file, "");
    await expect(makeOwnFolder(file, "linux")).rejects.toThrow("EEXIST");
  });
});

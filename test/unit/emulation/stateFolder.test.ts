import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { controlAddress } from "../../../src/emulation/emulationFolder";
import { makeStateFolder, stateFolder } from "../../../src/emulation/stateFolder";

describe("the state folder", () => {
  it("is one per user, where the system has it", () => {
    for (const [platform, home, root] of [
      ["linux", "/home/ada", "/home/ada/.local/state"],
      ["darwin", "/Users/ada", "/Users/ada/Library/Application Support"],
      ["win32", "C:\\Users\\Ada", "C:\\Users\\Ada\\AppData\\Local"],
    ] as const)
      expect(stateFolder({}, platform, home).root).toBe(join(root, "backcompat"));
  });

  it("can be somewhere else, and stays there whatever folder a guardian starts in", () => {
    expect(stateFolder({ BACKCOMPAT_HOME: "state" }).root).toBe(resolve("state"));
    expect(stateFolder({ BACKCOMPAT_HOME: "" }, "linux", "/h").root).toBe(
      join("/h/.local/state", "backcompat"),
    );
  });

  it("says so where a file is in its way", async () => {
    const root = join(mkdtempSync(join(tmpdir(), "state-")), "file");
    writeFileSync(root, "");
    const made = makeStateFolder(stateFolder({ BACKCOMPAT_HOME: root }));
    await expect(made).rejects.toThrow(`The state folder ${root} can't be made: a file is in its way`);
    rmSync(dirname(root), { recursive: true });
  });

  it("holds the control sockets, but no pipes", () => {
    const state = stateFolder({ BACKCOMPAT_HOME: "/s" });
    for (const platform of ["linux", "darwin"] as const)
      expect(controlAddress(state, "a1", platform).address).toMatch(/control[\\/]a1\.sock$/);
    expect(controlAddress(state, "a1", "win32").folder).toBeUndefined();
  });
});

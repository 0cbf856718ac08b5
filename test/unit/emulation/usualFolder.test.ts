import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emulationFolder } from "../../../src/emulation/emulationFolder";
import { usualFolder } from "../../../src/emulation/sideSteps";
import { stateFolder } from "../../../src/emulation/stateFolder";
import type { SideAtWork } from "../../../src/emulation/values";

const folder = emulationFolder(stateFolder({ BACKCOMPAT_HOME: "/state" }), "a1b2c3");
const side: SideAtWork["side"] = {
  name: "server",
  version: undefined,
  source: { kind: "folder", path: "/" },
  environment: { kind: "none" },
  env: {},
};
const at = (dir: string, packages: { packages?: string } = {}): SideAtWork => {
  const built = { key: "k", dir: "/e", path: [], vars: {}, cached: false, log: "" };
  return { side, dir, env: {}, environment: { ...built, kind: "none", ...packages } };
};

describe("commands that don't say where they run", () => {
  it("run in the side's tree", () => {
    expect(usualFolder({ folder }, at("/tree"))).toBe("/tree");
  });

  it("run in an empty folder where the side is a package: its modules would hide Python's own", () => {
    const packages = "/e/site-packages/mlflow";
    expect(usualFolder({ folder }, at(packages, { packages }))).toBe(join(folder.work, "server"));
  });
});

import { describe, expect, it } from "vitest";
import { wantedTools } from "../../../src/emulation/inspectMachine";

describe("what the machine is asked for", () => {
  it("is Python by the name that each system has for it", () => {
    const names = (platform: "linux" | "darwin" | "win32") => wantedTools(platform).map(({ tool }) => tool);
    for (const platform of ["linux", "darwin"] as const) expect(names(platform)).toContain("python3");
    expect(names("win32")).toContain("py");
    expect(names("win32")).not.toContain("python3");
  });
});

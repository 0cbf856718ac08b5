import { describe, expect, it } from "vitest";
import { mergeVariables, variable, withFolders } from "../../../src/processes/variables";

const posix = ["linux", "darwin"] as const;

describe("environment variables", () => {
  it("are found whatever their case on Windows, exactly elsewhere", () => {
    expect(variable({ Path: "a" }, "PATH", "win32")).toBe("a");
    expect(variable({ Path: "b", PATH: "a" }, "PATH", "win32")).toBe("a");
    for (const platform of posix) {
      expect(variable({ Path: "b" }, "PATH", platform)).toBeUndefined();
      expect(variable({ Path: "b", PATH: "a" }, "PATH", platform)).toBe("a");
    }
  });

  it("stand once after merging on Windows, whoever spelled them how", () => {
    const layers = [{ Path: "old", Home: "h", gone: undefined }, { PATH: "new" }];
    expect(mergeVariables(layers, "win32")).toEqual({ PATH: "new", Home: "h" });
    for (const platform of posix)
      expect(mergeVariables(layers, platform)).toEqual({ Path: "old", PATH: "new", Home: "h" });
  });

  it("count in the last layer that has a value", () => {
    for (const platform of [...posix, "win32"] as const)
      expect(mergeVariables([{ A: "1" }, { A: "2" }, { A: undefined }], platform)).toEqual({ A: "2" });
  });
});

describe("folders before PATH", () => {
  it("go into the variable that is there, with the system's separator", () => {
    expect(withFolders({ Path: "C:\\a" }, ["C:\\v\\Scripts"], "win32")).toEqual({
      Path: "C:\\v\\Scripts;C:\\a",
    });
    for (const platform of posix)
      expect(withFolders({ Path: "odd", PATH: "/usr/bin" }, ["/v/bin", "/w"], platform)).toEqual({
        Path: "odd",
        PATH: "/v/bin:/w:/usr/bin",
      });
  });

  it("make no empty entry, which would mean the current folder", () => {
    expect(withFolders({}, ["/v/bin"], "linux")).toEqual({ PATH: "/v/bin" });
    expect(withFolders({ PATH: "/usr/bin" }, [], "linux")).toEqual({ PATH: "/usr/bin" });
    expect(withFolders({ A: "1" }, [], "darwin")).toEqual({ A: "1" });
  });
});

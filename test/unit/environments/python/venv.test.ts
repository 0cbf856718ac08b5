import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { binFolder, programFolders, pythonIn, sitePackages } from "../../../../src/environments/python/venv";

describe("a virtual environment's parts", () => {
  it("lie where each system has them", () => {
    for (const platform of ["linux", "darwin"] as const) {
      expect(binFolder("v", platform)).toBe(join("v", "bin"));
      expect(pythonIn("v", platform)).toBe(join("v", "bin", "python"));
      expect(sitePackages("v", "3.11.4", platform)).toBe(join("v", "lib", "python3.11", "site-packages"));
    }
    expect(binFolder("v", "win32")).toBe(join("v", "Scripts"));
    expect(pythonIn("v", "win32")).toBe(join("v", "Scripts", "python.exe"));
    expect(sitePackages("v", "3.11.4", "win32")).toBe(join("v", "Lib", "site-packages"));
  });
});

describe("an interpreter's programs", () => {
  it("lie beside it, on Windows in a folder of their own outside of virtual environments", () => {
    const installed = { path: join("Python311", "python.exe"), prefix: "Python311" };
    expect(programFolders(installed, "win32")).toEqual(["Python311", join("Python311", "Scripts")]);
    const venv = { path: join("v", "Scripts", "python.exe"), prefix: "v" };
    expect(programFolders(venv, "win32")).toEqual([join("v", "Scripts")]);
    const posix = { path: join("usr", "bin", "python3"), prefix: "usr" };
    for (const platform of ["linux", "darwin"] as const)
      expect(programFolders(posix, platform)).toEqual([join("usr", "bin")]);
  });
});

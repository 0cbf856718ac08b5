import { describe, expect, it } from "vitest";
import {
  isFileAddress,
  isNullDevice,
  localAddress,
  nullDevice,
  stateHome,
} from "../../../src/processes/places";
import { stopSignals } from "../../../src/processes/stopSignals";

const platforms = ["linux", "darwin", "win32"] as const;

describe("the platform's state folder", () => {
  it("is where each system has it", () => {
    expect(stateHome({}, "linux", "/home/ada")).toBe("/home/ada/.local/state");
    expect(stateHome({}, "darwin", "/Users/ada")).toBe("/Users/ada/Library/Application Support");
    expect(stateHome({}, "win32", "C:\\Users\\Ada")).toBe("C:\\Users\\Ada\\AppData\\Local");
  });

  it("is moved by the system's own variable, and by no other's", () => {
    const env = { XDG_STATE_HOME: "/big/state", LocalAppData: "D:\\Data" };
    expect(stateHome(env, "linux", "/home/ada")).toBe("/big/state");
    expect(stateHome(env, "darwin", "/Users/ada")).toBe("/Users/ada/Library/Application Support");
    expect(stateHome(env, "win32", "C:\\Users\\Ada")).toBe("D:\\Data");
  });

  it("never depends on the current folder", () => {
    expect(stateHome({ XDG_STATE_HOME: "" }, "linux", "/home/ada")).toBe("/home/ada/.local/state");
    expect(stateHome({ XDG_STATE_HOME: "state" }, "linux", "/home/ada")).toBe("/home/ada/.local/state");
    expect(stateHome({ LOCALAPPDATA: "" }, "win32", "C:\\U")).toBe("C:\\U\\AppData\\Local");
  });
});

describe("where processes of one user find each other", () => {
  it("is a socket in the folder, or a pipe on Windows", () => {
    for (const platform of ["linux", "darwin"] as const)
      expect(localAddress("/s/control", "a1", platform)).toEqual({
        address: "/s/control/a1.sock",
        folder: "/s/control",
      });
    const { address, folder } = localAddress("C:\\s\\control", "a1", "win32");
    expect(address).toMatch(/^\\\\\.\\pipe\\backcompat-.+-a1$/);
    expect(folder).toBeUndefined();
  });

  it("is nearer to the root where the path is too long in bytes", () => {
    for (const long of [`/home/${"a".repeat(100)}`, `/home/${"ä".repeat(50)}`]) {
      const { address, folder } = localAddress(long, "a1", "darwin");
      expect(address.startsWith(long)).toBe(false);
      expect(folder).toMatch(/backcompat-\d+$/);
    }
    expect(localAddress(`/home/${"a".repeat(50)}`, "a1", "darwin").address).toContain("aaa");
  });

  it("tells a file from a pipe, of which nothing has to be removed", () => {
    expect(isFileAddress(localAddress("/s", "a1", "linux").address)).toBe(true);
    expect(isFileAddress(localAddress("C:\\s", "a1", "win32").address)).toBe(false);
  });
});

describe("the null device", () => {
  it("is known by the name that each system has for it", () => {
    for (const platform of platforms) expect(isNullDevice(nullDevice(platform))).toBe(true);
    expect(isNullDevice("NUL")).toBe(true);
    expect(isNullDevice("\\\\.\\NUL")).toBe(true);
    expect(isNullDevice("/etc/pip.conf")).toBe(false);
  });
});

describe("signals to end", () => {
  it("are those that the system really sends", () => {
    for (const platform of platforms) expect(stopSignals(platform)).toContain("SIGINT");
    expect(stopSignals("win32")).toContain("SIGBREAK");
    expect(stopSignals("win32")).not.toContain("SIGTERM");
    expect(stopSignals("darwin")).toContain("SIGTERM");
  });
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Platform } from "../../../../src/processes/platform";
import { pipConfig, pipConfigFiles } from "../../../../src/versions/indexes/pipConfig";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "backcompat-pip-"));
});
afterEach(() => rm(folder, { recursive: true }));

const file = async (name: string, ...lines: string[]): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, lines.join("\n"));
  return path;
};

describe("where pip's configuration lies", () => {
  const files = (platform: Platform, env: Record<string, string> = {}) =>
    pipConfigFiles({ platform, env, home: platform === "win32" ? "C:\\Users\\u" : "/h" });

  it("on Linux", async () => {
    expect(await files("linux", { VIRTUAL_ENV: "/v" })).toEqual([
      "/etc/xdg/pip/pip.conf",
      "/etc/pip.conf",
      "/h/.pip/pip.conf",
      "/h/.config/pip/pip.conf",
      "/v/pip.conf",
    ]);
    expect(await files("linux", { XDG_CONFIG_HOME: "/c", XDG_CONFIG_DIRS: "/d:/e" })).toEqual([
      "/d/pip/pip.conf",
      "/e/pip/pip.conf",
      "/etc/pip.conf",
      "/h/.pip/pip.conf",
      "/c/pip/pip.conf",
    ]);
  });

  it("on macOS", async () => {
    expect(await files("darwin")).toEqual([
      "/Library/Application Support/pip/pip.conf",
      "/h/.pip/pip.conf",
      "/h/.config/pip/pip.conf",
      "/h/Library/Application Support/pip/pip.conf",
    ]);
  });

  it("on Windows", async () => {
    expect(
      await files("win32", { APPDATA: "C:\\Users\\u\\AppData\\Roaming", PROGRAMDATA: "D:\\Data" }),
    ).toEqual([
      "D:\\Data\\pip\\pip.ini",
      "C:\\Users\\u\\pip\\pip.ini",
      "C:\\Users\\u\\AppData\\Roaming\\pip\\pip.ini",
    ]);
  });

  it("is nowhere for the null device, and not the user's own for another file", async () => {
    expect(await files("linux", { PIP_CONFIG_FILE: "/dev/null" })).toEqual([]);
    const own = await file("own.conf");
    expect(await files("linux", { PIP_CONFIG_FILE: own })).toEqual([
      "/etc/xdg/pip/pip.conf",
      "/etc/pip.conf",
      own,
    ]);
  });
});

describe("what pip's configuration says", () => {
  const config = (env: Record<string, string>) => pipConfig({ platform: "win32", env, home: folder });

  it("is the public index where it says nothing", async () => {
    expect(await config({ PIP_CONFIG_FILE: "nul" })).toEqual({ indexes: ["https://pypi.org/simple"] });
  });

  it("is the file's, `install` before `global`, and the environment before both", async () => {
    const own = await file(
      "pip.ini",
      "[install]",
      "index-url = https://install/simple",
      "[global]",
      "index-url = https://global/simple",
      "extra-index-url = https://extra/simple",
      "  https://more/simple",
      "cert = /etc/own.pem",
      "proxy = http://proxy:3128",
    );
    const paths = { PROGRAMDATA: folder, APPDATA: folder };
    expect(await config({ ...paths, PIP_CONFIG_FILE: own, SSL_CERT_FILE: "/etc/other.pem" })).toEqual({
      indexes: ["https://install/simple", "https://extra/simple", "https://more/simple"],
      caFile: "/etc/own.pem",
      proxy: "http://proxy:3128",
    });
    expect(
      await config({
        ...paths,
        PIP_CONFIG_FILE: own,
        PIP_INDEX_URL: "https://env/simple",
        PIP_CERT: "/etc/env.pem",
      }),
    ).toMatchObject({
      indexes: ["https://env/simple", "https://extra/simple", "https://more/simple"],
      caFile: "/etc/env.pem",
    });
  });
});

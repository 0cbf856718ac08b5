import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { npmConfig, readNpmrc } from "../../../../src/versions/indexes/npmConfig";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "backcompat-npm-"));
  await mkdir(join(folder, "home"));
  await mkdir(join(folder, "project"));
});
afterEach(() => rm(folder, { recursive: true }));

const config = (env: Record<string, string> = {}) =>
  npmConfig({
    platform: "linux",
    env: { NPM_CONFIG_GLOBALCONFIG: join(folder, "global"), ...env },
    home: join(folder, "home"),
    workspaceFolder: join(folder, "project"),
  });

const npmrc = (where: string, ...lines: string[]): Promise<void> =>
  writeFile(join(folder, where), lines.join("\n"));

/** As an npmrc names it. */
const variable = (name: string): string => `$\{${name}}`;

describe("what npm's configuration says", () => {
  it("is the public registry where it says nothing", async () => {
    expect((await config()).registryFor("x")).toBe("https://registry.npmjs.org/");
  });

  it("is the project's before the user's before the machine's, and the environment's before all", async () => {
    await npmrc("global", "registry=https://machine/", "cafile=/etc/machine.pem");
    await npmrc("home/.npmrc", "registry=https://user/", "https-proxy=http://proxy:3128");
    expect((await config()).registryFor("x")).toBe("https://user/");
    await npmrc("project/.npmrc", "registry = https://project/");
    expect(await config()).toMatchObject({ caFile: "/etc/machine.pem", proxy: "http://proxy:3128" });
    expect((await config()).registryFor("x")).toBe("https://project/");
    expect((await config({ NPM_CONFIG_REGISTRY: "https://env/" })).registryFor("x")).toBe("https://env/");
    expect((await config({ npm_config_registry: "https://env/" })).registryFor("x")).toBe("https://env/");
  });

  it("has registries of their own for scopes", async () => {
    await npmrc("project/.npmrc", "@mine:registry=https://mine/npm/");
    const { registryFor } = await config();
    expect([registryFor("@mine/x"), registryFor("@other/x"), registryFor("mine")]).toEqual([
      "https://mine/npm/",
      "https://registry.npmjs.org/",
      "https://registry.npmjs.org/",
    ]);
  });

  it("has credentials for what lies under a path, and only for that", async () => {
    await npmrc(
      "home/.npmrc",
      `//host/npm/:_authToken=${variable("TOKEN")}`,
      "//host/:_auth=dTpw",
      "//named/:username=u",
      `//named/:_password=${Buffer.from("secret").toString("base64")}`,
    );
    const { authorizationFor } = await config({ TOKEN: "t0ken" });
    const asked = (url: string): string | undefined => authorizationFor(new URL(url));
    expect(asked("https://host/npm/x")).toBe("Bearer t0ken");
    expect(asked("https://host/npm/@s%2fx")).toBe("Bearer t0ken");
    expect(asked("https://host/npm-other/x")).toBe("Basic dTpw");
    expect(asked("https://named/x")).toBe(`Basic ${Buffer.from("u:secret").toString("base64")}`);
    expect(asked("https://elsewhere/npm/x")).toBeUndefined();
    expect(asked("https://host:8443/npm/x")).toBeUndefined();
  });
});

it("reads quotes and comments, and leaves unset variables as they are", () => {
  const text = ["; a comment", "# another", 'a="b c"', `x=${variable("UNSET")}`, "empty=", "list[]=1"].join(
    "\n",
  );
  expect(Object.fromEntries(readNpmrc(text, {}))).toEqual({ a: "b c", x: variable("UNSET"), "list[]": "1" });
});

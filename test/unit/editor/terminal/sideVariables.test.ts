import { describe, expect, it } from "vitest";
import { sideVariables } from "../../../../src/editor/terminal/sideVariables";
import { noValues } from "../../../../src/emulation/values";
import type { SettledSide } from "../../../../src/scenario/settled";

const side = (env: Record<string, string>): SettledSide => ({
  name: "user",
  version: undefined,
  source: { kind: "folder", path: "/t" },
  environment: { kind: "none" },
  env,
});

const environment = {
  key: "k",
  kind: "none",
  dir: undefined,
  vars: {},
  path: [],
  log: undefined,
  cached: true,
} as const;

describe("what a shell of a side sees", () => {
  const values = noValues("/work", {});
  values.ports.set("web", { http: 3000 });
  const env = { PATH: "/side/bin:/usr/bin", HOME: "/home/u" };
  const one = side({ PYTHONPATH: "${sides.user.dir}/lib", OWN: "${port}" });
  values.sides.set("user", { side: one, dir: "/t", environment, env });
  const emulation = { id: "abc123", run: { values, plainEnv: { PATH: "/usr/bin", HOME: "/home/u" } } };
  const { all, own } = sideVariables(emulation, { side: one, env });

  it("is the side's environment, and where the services are", () => {
    expect(all).toEqual({
      PATH: "/side/bin:/usr/bin",
      HOME: "/home/u",
      PYTHONPATH: "/t/lib",
      OWN: "${port}",
      BACKCOMPAT_EMULATION: "abc123",
      BACKCOMPAT_WEB_HTTP_PORT: "3000",
      BACKCOMPAT_WEB_URL: "http://127.0.0.1:3000",
      BACKCOMPAT_USER_DIR: "/t",
    });
  });

  it("is set again over the person's start-up files only where it differs", () => {
    expect(own).not.toHaveProperty("HOME");
    expect(own).toHaveProperty("PATH", "/side/bin:/usr/bin");
  });
});

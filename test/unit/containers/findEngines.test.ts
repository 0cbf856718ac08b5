import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findEngines } from "../../../src/containers/findEngines";
import { addressOf, type EngineSpec } from "../../../src/containers/host";
import type { SettledEngine } from "../../../src/scenario/settled";

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "home-"));
});

afterEach(() => rmSync(home, { recursive: true }));

const write = (name: string, content: unknown): string => {
  const file = join(home, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
};

const context = (name: string, host: string, more: object = {}): void => {
  const endpoints = { docker: { Host: host, ...more } };
  write(`.docker/contexts/meta/${name}-id/meta.json`, { Name: name, Endpoints: endpoints });
};

const find = (
  engines: Readonly<Record<string, SettledEngine>> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<EngineSpec[]> =>
  findEngines(engines, env, { platform: "linux", home, usual: join(home, "usual.sock") });

const lines = async (...args: Parameters<typeof find>): Promise<string[]> =>
  (await find(...args)).map(({ name, host, current }) =>
    `${current ? "* " : ""}${name} ${addressOf(host)}`.replaceAll(home, "~"),
  );

describe("finding engines", () => {
  it("names the usual socket where there is nothing at all, so that one learns why", async () => {
    expect(await lines()).toEqual(["* local unix://~/usual.sock"]);
  });

  it("finds the sockets that are there", async () => {
    write("usual.sock", "");
    write(".docker/run/docker.sock", "");
    expect(await lines()).toEqual([
      "* local unix://~/usual.sock",
      "local 2 unix://~/.docker/run/docker.sock",
    ]);
  });

  it("knows Docker's contexts, and which of them is in use", async () => {
    context("far", "ssh://core@far");
    context("build", "tcp://build:2376");
    write(".docker/config.json", { currentContext: "far" });
    expect((await lines()).sort()).toEqual(["* far ssh://core@far", "build tcp://build:2376"]);
    expect(await lines({}, { DOCKER_CONTEXT: "build" })).toContain("* build tcp://build:2376");
  });

  it("obeys DOCKER_HOST before any context, as docker does", async () => {
    context("far", "ssh://core@far");
    const found = await lines({}, { DOCKER_HOST: "tcp://there:2375", DOCKER_CONTEXT: "far" });
    expect(found).toEqual(["* DOCKER_HOST tcp://there:2375", "far ssh://core@far"]);
  });

  it("shows one place once, under the scenario's name first", async () => {
    const socket = write("usual.sock", "");
    symlinkSync(socket, join(home, "other.sock"));
    context("same", `unix://${join(home, "other.sock")}`);
    const engines: Record<string, SettledEngine> = {
      mine: { kind: "host", host: `unix://${socket}` },
      far: { kind: "host", host: "ssh://far" },
    };
    expect(await lines(engines)).toEqual(["* mine unix://~/usual.sock", "far ssh://far"]);
  });

  it("keeps names apart that mean different places", async () => {
    context("far", "ssh://one");
    const found = await lines({ far: { kind: "host", host: "ssh://two" } });
    expect(found).toEqual(["far ssh://two", "far (context) ssh://one"]);
  });

  it("lists a context that does not exist with the reason and the nearest name", async () => {
    context("production", "ssh://far");
    const [found] = await find({ ci: { kind: "context", context: "prodution" } });
    expect(found?.host).toMatchObject({
      kind: "unusable",
      problem: { code: "no-context", hint: expect.stringContaining("Did you mean 'production'?") },
    });
    expect(await lines({}, { DOCKER_CONTEXT: "gone" })).toContain("* gone context gone");
  });

  it("takes the certificates of a context, and those that the environment names", async () => {
    const pem = (folder: string): void => {
      for (const name of ["ca.pem", "cert.pem", "key.pem"]) write(`${folder}/${name}`, "");
    };
    context("tls", "tcp://build:2376", { SkipTLSVerify: true });
    pem(".docker/contexts/tls/tls-id/docker");
    pem("certificates");
    const env = {
      DOCKER_HOST: "tcp://x:2376",
      DOCKER_TLS_VERIFY: "1",
      DOCKER_CERT_PATH: join(home, "certificates"),
    };
    const [variable, tls] = await find({}, env);
    expect(variable?.host).toMatchObject({
      tls: { verify: true, key: join(home, "certificates", "key.pem") },
    });
    expect(tls?.host).toMatchObject({ tls: { verify: false } });
  });

  it("does not stumble over files that are no contexts", async () => {
    write(".docker/config.json", "{ broken");
    write(".docker/contexts/meta/a/meta.json", "[]");
    write(".docker/contexts/meta/b/meta.json", { Name: "kubernetes", Endpoints: { kubernetes: {} } });
    expect(await lines()).toEqual(["* local unix://~/usual.sock"]);
  });
});

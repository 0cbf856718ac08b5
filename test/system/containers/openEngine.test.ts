import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { EngineSpec } from "../../../src/containers/host";
import { openEngine } from "../../../src/containers/openEngine";
import { containersWorld } from "../../../src/containers/world";
import { localAddress } from "../../../src/processes/places";
import { problemOf } from "../../../src/util/problem";

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const one of cleanups.splice(0).reverse()) await one();
});

/** Engines of versions that no longer run anywhere, and what is none at all. */
const answering = async (body: string, seen: string[] = []): Promise<EngineSpec> => {
  const folder = mkdtempSync(join(tmpdir(), "engine-"));
  const { address } = localAddress(folder, `e${process.pid}-${cleanups.length}`);
  const server: Server = createServer(({ url = "" }, response) => {
    seen.push(url);
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(address, resolve));
  cleanups.push(
    () => rmSync(folder, { recursive: true, force: true }),
    () => new Promise((resolve) => server.close(resolve)),
  );
  const kind = address.startsWith("\\\\") ? "npipe" : "unix";
  return { name: "one", host: { kind, path: address }, from: "socket", current: true };
};

const open = async (spec: EngineSpec, signal = new AbortController().signal) => {
  const world = containersWorld({ folder: tmpdir(), env: process.env });
  return openEngine(spec, world, signal);
};

const about = (ApiVersion: string, MinAPIVersion?: string): string =>
  JSON.stringify({ Version: "1.2.3", ApiVersion, MinAPIVersion });

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "opened",
    (error: unknown) => problemOf(error).code,
  );

describe("opening an engine", () => {
  it("asks with the API that both speak from then on", async () => {
    const seen: string[] = [];
    const engine = await open(await answering(about("1.30"), seen));
    await engine.docker.ping();
    expect([engine.version, engine.apiVersion]).toEqual(["1.2.3", "1.30"]);
    expect(seen).toEqual(["/version", "/v1.30/_ping"]);
  });

  it("is not led astray by DOCKER_HOST", async () => {
    const before = process.env["DOCKER_HOST"];
    process.env["DOCKER_HOST"] = "tcp://127.0.0.1:1";
    cleanups.push(() => {
      if (before === undefined) delete process.env["DOCKER_HOST"];
      else process.env["DOCKER_HOST"] = before;
    });
    expect(await codeOf(open(await answering(about("1.41"))))).toBe("opened");
  });

  it("says that an engine is too old, too new, or none at all", async () => {
    expect(await codeOf(open(await answering(about("1.23"))))).toBe("engine-too-old");
    expect(await codeOf(open(await answering(about("1.99", "1.90"))))).toBe("engine-too-new");
    expect(await codeOf(open(await answering("hello")))).toBe("not-an-engine");
  });

  it("can be cancelled while the engine keeps silent", async () => {
    const spec = await answering("");
    const cancel = new AbortController();
    const folder = mkdtempSync(join(tmpdir(), "silent-"));
    cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
    const { address } = localAddress(folder, "silent");
    const server = createServer(() => cancel.abort());
    await new Promise<void>((resolve) => server.listen(address, resolve));
    cleanups.push(() => new Promise((resolve) => server.close(resolve)));
    const silent: EngineSpec = { ...spec, host: { kind: "unix", path: address } };
    expect(await codeOf(open(silent, cancel.signal))).toBe("interrupted");
  });
});

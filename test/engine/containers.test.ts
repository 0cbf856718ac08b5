import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseHost } from "../../src/containers/host";
import { EngineWatch } from "../../src/containers/watch/watchEngine";
import { type ContainersWorld, containersWorld } from "../../src/containers/world";
import { type Dockerd, startDockerd } from "./harness/dockerd";
import { engineFolder, removeFolder } from "./harness/folders";
import { docker, importBusybox } from "./harness/images";
import { waitFor } from "./harness/waitFor";

let engine: Dockerd;
let world: ContainersWorld;
const folder = engineFolder();

beforeAll(async () => {
  engine = await startDockerd();
  importBusybox(engine.host);
  world = containersWorld({ folder, env: process.env });
});

afterAll(async () => {
  await world?.dispose();
  await engine?.remove();
  removeFolder(folder);
});

const watching = async (run: (watch: EngineWatch) => Promise<void>): Promise<void> => {
  const spec = { name: "one", host: parseHost(engine.host), from: "scenario", current: false } as const;
  const watch = new EngineWatch(spec, world);
  const listening = watch.on(() => undefined);
  const why = (): string => JSON.stringify(watch.state, (key, value) => (key === "engine" ? "…" : value));
  try {
    await waitFor("the engine", () => (watch.state.kind === "connected" ? true : undefined), { why });
    await run(watch);
  } finally {
    listening.dispose();
  }
};

describe("watching an engine", () => {
  it("shows a container as soon as it runs, with its ports, and its end", () =>
    watching(async (watch) => {
      const argv = ["run", "-d", "--name", "web", "-p", "127.0.0.1:0:80", "busybox:local"];
      docker(engine.host, ...argv, "httpd", "-f", "-p", "80");
      const row = await waitFor("web", () =>
        watch.state.rows.find(({ name, state }) => name === "web" && state === "running"),
      );
      const [, port] = docker(engine.host, "port", "web", "80").split(":");
      expect(row.ports).toEqual([
        { inner: 80, protocol: "tcp", published: { host: "127.0.0.1", port: Number(port) } },
      ]);
      docker(engine.host, "rm", "-f", "web");
      await waitFor("its end", () => (watch.state.rows.length === 0 ? true : undefined));
    }));
});

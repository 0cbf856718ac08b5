import { beforeAll, describe, expect, it } from "vitest";
import type { EngineWatch } from "../../src/containers/watch/watchEngine";
import { type Dockerd, startDockerd } from "./harness/dockerd";
import { docker, importBusybox } from "./harness/images";
import { waitFor } from "./harness/waitFor";
import { newWorld, removedAfter, specOf, watched } from "./world";

let engine: Dockerd;

beforeAll(async () => {
  engine = removedAfter(await startDockerd());
  importBusybox(engine.host);
});

const rowOf = (watch: EngineWatch, name: string) => watch.state.rows.find((row) => row.name === name);
const run = (...args: readonly string[]): string =>
  docker(engine.host, "run", "-d", "--stop-signal", "KILL", ...args);

describe("watching an engine", () => {
  it("shows a container as soon as it runs, with its ports, and its end", async () => {
    const { watch, reaches } = watched(newWorld(), specOf("one", engine.host));
    await reaches("connected");
    run("--name", "web", "-p", "127.0.0.1:0:80", "busybox:local", "httpd", "-f", "-p", "80");
    const row = await waitFor("web", () => {
      const found = rowOf(watch, "web");
      return found?.state === "running" ? found : undefined;
    });
    const port = Number(docker(engine.host, "port", "web", "80").split(":")[1]);
    expect(row.ports).toEqual([{ inner: 80, protocol: "tcp", published: { host: "127.0.0.1", port } }]);
    docker(engine.host, "rm", "-f", "web");
    await waitFor("its end", () => (rowOf(watch, "web") === undefined ? true : undefined));
  });

  it("shows how healthy a container is, whose it is, and of which project", async () => {
    const { watch, reaches } = watched(newWorld(), specOf("one", engine.host));
    await reaches("connected");
    const marks = [
      "dev.backcompat.emulation=e1",
      "dev.backcompat.side=host",
      "com.docker.compose.project=shop",
    ];
    const check = ["--health-cmd", "true", "--health-interval", "1s"];
    run(
      "--name",
      "well",
      ...marks.flatMap((one) => ["--label", one]),
      ...check,
      "busybox:local",
      "sleep",
      "1000",
    );
    const row = await waitFor("health", () => {
      const found = rowOf(watch, "well");
      return found?.health === "healthy" ? found : undefined;
    });
    expect(row).toMatchObject({ ours: { emulation: "e1", side: "host" }, composeProject: "shop" });
  });

  it("keeps what it knew while the engine is away, says why, and goes on by itself once it is back", async () => {
    run("--name", "kept", "busybox:local", "sleep", "1000");
    const { watch, reaches } = watched(newWorld(), specOf("one", engine.host));
    await reaches("connected");
    await engine.stop();
    const away = await reaches("failed");
    expect(away).toMatchObject({ problem: { code: "no-daemon" } });
    expect(rowOf(watch, "kept")?.state).toBe("running");
    await engine.start();
    await reaches("connected");
    expect(rowOf(watch, "kept")?.state).toBe("exited");
  });

  it("asks for the list a few times, however many containers come at once", {
    timeout: 600_000,
  }, async () => {
    const { watch, reaches } = watched(newWorld(), specOf("one", engine.host));
    await reaches("connected");
    const before = watch.lists;
    const began = Date.now();
    const state = watch.state;
    if (state.kind !== "connected") throw new Error(state.kind);
    const make = (name: string) =>
      state.engine.docker.createContainer({ Image: "busybox:local", name, Cmd: ["true"] });
    for (let batch = 0; batch < 25; batch++)
      await Promise.all(Array.from({ length: 20 }, (_, index) => make(`many-${batch}-${index}`)));
    const manyOf = () => watch.state.rows.filter(({ name }) => name.startsWith("many-")).length;
    await waitFor("all of them", () => (manyOf() === 500 ? true : undefined), {
      why: () => String(manyOf()),
    });
    // Half a second lies between two, whatever happens in it; one may be under way at either end.
    expect(watch.lists - before).toBeLessThanOrEqual(2 + Math.ceil((Date.now() - began) / 500));
  });

  it("is idle as soon as nobody listens, and live again with the next listener", async () => {
    const { watch, reaches, dispose } = watched(newWorld(), specOf("one", engine.host));
    await reaches("connected");
    dispose();
    expect(watch.state.kind).toBe("idle");
    const before = watch.lists;
    run("--name", "unseen", "busybox:local", "true");
    expect(watch.lists).toBe(before);
    const again = watch.on(() => undefined);
    await waitFor("the container", () => rowOf(watch, "unseen"));
    again.dispose();
  });
});

import type { HealthConfig } from "dockerode";
import { describe, expect, it } from "vitest";
import { creationOf } from "../../../../src/services/container/creation";
import { exitOf } from "../../../../src/services/container/ending";
import { healthOf } from "../../../../src/services/container/healthOf";
import { parseMount, volumesIn } from "../../../../src/services/container/mounts";
import type { ContainerSpec } from "../../../../src/services/container/types";
import { endedWith } from "../../../../src/services/words";
import { problemOf } from "../../../../src/util/problem";

const spec: ContainerSpec = {
  name: "backcompat-1-web",
  image: "web:1",
  network: "backcompat-1",
  aliases: ["web"],
  labels: { "dev.backcompat.emulation": "1" },
  env: { A: "b=c" },
  mounts: [
    { kind: "volume", name: "v", at: "/data", readonly: false },
    { kind: "folder", path: "/w/conf", at: "/conf", readonly: true },
  ],
  publish: [
    { inside: 80, host: "127.0.0.1", outside: 8080 },
    { inside: 81, host: "127.0.0.1", outside: undefined },
  ],
  run: ["serve"],
  entrypoint: undefined,
  user: undefined,
  workdir: "/app",
  memory: 1024,
  hosts: [],
};

describe("what an engine is asked to make", () => {
  it("is published on loopback, known by its name on the network, and never restarted by the engine", () => {
    const made = creationOf(spec);
    expect(made).toMatchObject({
      Image: "web:1",
      Cmd: ["serve"],
      Env: ["A=b=c"],
      WorkingDir: "/app",
      ExposedPorts: { "80/tcp": {}, "81/tcp": {} },
      NetworkingConfig: { EndpointsConfig: { "backcompat-1": { Aliases: ["web"] } } },
    });
    expect(made.HostConfig).toMatchObject({
      PortBindings: {
        "80/tcp": [{ HostIp: "127.0.0.1", HostPort: "8080" }],
        "81/tcp": [{ HostIp: "127.0.0.1", HostPort: "" }],
      },
      Mounts: [
        { Type: "volume", Source: "v", Target: "/data", ReadOnly: false },
        { Type: "bind", Source: "/w/conf", Target: "/conf", ReadOnly: true },
      ],
      Memory: 1024,
      MemorySwap: 1024,
    });
    expect(made.HostConfig).not.toHaveProperty("RestartPolicy");
    expect(made).not.toHaveProperty("Entrypoint");
  });

  it("asks the image's health check every second, whatever the image says", () => {
    const imageWith = (Healthcheck: HealthConfig | undefined) => healthOf({ Config: { Healthcheck } });
    const Test = ["CMD", "true"];
    expect(imageWith({ Test })).toMatchObject({ Test, Interval: 1_000_000_000 });
    expect(imageWith({ Test, Interval: 5e8 })).toMatchObject({ Interval: 5e8 });
    expect(imageWith({ Test: ["NONE"] })).toBeUndefined();
    expect(imageWith(undefined)).toBeUndefined();
  });
});

describe("a volume", () => {
  it.each([
    ["data:/var/lib", { kind: "volume", volume: "data", at: "/var/lib", readonly: false }],
    ["./conf:/etc/app:ro", { kind: "folder", path: "/tree/conf", at: "/etc/app", readonly: true }],
    ["../x:/x:rw", { kind: "folder", path: "/x", at: "/x", readonly: false }],
    ["/abs/dir:/y", { kind: "folder", path: "/abs/dir", at: "/y", readonly: false }],
  ])("is read from %s", (text, expected) => {
    expect(parseMount(text, "/tree")).toEqual(expected);
  });

  it.each(["data", "data:relative", ":/x", "a:/b:zz"])("is not read from %s, which is said", (text) => {
    expect(() => parseMount(text, "/tree")).toThrow(text);
    try {
      parseMount(text, "/tree");
    } catch (error) {
      expect(problemOf(error)).toMatchObject({ code: "bad-volume", exit: 2 });
    }
  });

  it("is known by its name before anything is filled in; folders and variables are none", () => {
    const texts = ["data:/d", "./conf:/c", "${emulation.dir}/x:/x", "data:/again", "/abs:/a", "more:/m:ro"];
    expect(volumesIn(texts)).toEqual(["data", "more"]);
  });
});

describe("the end of a container", () => {
  it.each([
    [{ ExitCode: 3 }, "ended with exit code 3"],
    [{ ExitCode: 137 }, "ended with exit code 137 (SIGKILL)"],
    [{ ExitCode: 127 }, "ended with exit code 127 (its command is not in the image)"],
    [
      { ExitCode: 137, OOMKilled: true },
      "ended with exit code 137 (the system ended it for want of memory: it may take 64 MB)",
    ],
    [{ ExitCode: 128, Error: "no such device" }, "ended with exit code 128 (no such device)"],
  ])("is said in words: %o", (state, words) => {
    expect(endedWith(exitOf(state, 64 * 1024 * 1024))).toBe(words);
  });
});

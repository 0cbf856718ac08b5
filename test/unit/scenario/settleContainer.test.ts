import { describe, expect, it } from "vitest";
import { problemLines } from "../../../src/scenario/load";
import { parseScenarioFile } from "../../../src/scenario/parse";
import { scenarioOf, settled } from "./settling";

const serviceOf = (service: object) =>
  settled(scenarioOf({ sides: { a: { source: { folder: "." } } }, services: { s: service } }), {}).services[
    "s"
  ];
const mistakesOf = (service: object) => {
  const text = JSON.stringify({ scenarios: { s: { services: { s: service } } } });
  return problemLines(parseScenarioFile(text, "b.json").problems);
};

describe("a container's service", () => {
  it("says how its image is run, and nothing where the image knows", () => {
    expect(serviceOf({ image: { image: "redis:7", run: ["redis-server"], memory: "64m" } })?.what).toEqual({
      kind: "image",
      image: "redis:7",
      container: { run: ["redis-server"], volumes: [], memory: 67_108_864 },
    });
  });

  it("is built from the whole tree, or a folder of it", () => {
    expect(serviceOf({ side: "a", build: "web" })?.what).toMatchObject({ kind: "build", context: "web" });
    expect(serviceOf({ side: "a", build: { target: "prod", args: { V: "1" } } })?.what).toEqual({
      kind: "build",
      context: ".",
      target: "prod",
      args: { V: "1" },
      container: { volumes: [] },
    });
  });

  it("comes of one compose file, of several, or of the one that compose finds", () => {
    const filesOf = (compose: unknown) => serviceOf({ side: "a", compose })?.what;
    expect(filesOf("c.yaml")).toMatchObject({ kind: "compose", files: ["c.yaml"] });
    expect(filesOf({ file: ["c.yaml", "d.yaml"] })).toMatchObject({ files: ["c.yaml", "d.yaml"] });
    expect(filesOf({ profiles: ["p"], envFiles: [".env.t"], services: ["web"] })).toEqual({
      kind: "compose",
      files: [],
      services: ["web"],
      profiles: ["p"],
      envFiles: [".env.t"],
    });
  });

  it("has ports at both ends: what is said of one is meant for the other too", () => {
    const ports = { a: 80, b: { container: 5432 }, c: { fixed: 90 }, d: { container: 1, preferred: 2 } };
    expect(serviceOf({ image: "x", ports })?.ports).toEqual({
      a: { preferred: 80, container: 80 },
      b: { container: 5432 },
      c: { fixed: 90, container: 90 },
      d: { container: 1, preferred: 2 },
    });
    expect(serviceOf({ run: ["x"], ports: { a: 80 } })?.ports).toEqual({ a: { preferred: 80 } });
  });

  it.each([
    ["a port without any number", { image: "x", ports: { p: {} } }, "which port of the container this is"],
    [
      "a compose service for a port of no compose file",
      { image: "x", ports: { p: { container: 1, service: "web" } } },
      'goes only with "compose"',
    ],
    ["memory that is none", { image: { image: "x", memory: "lots" } }, '"lots" is no amount of memory'],
    ["a key of another world", { image: { image: "x", command: ["y"] } }, 'unknown key "command"'],
  ])("is corrected: %s", (_, service, message) => {
    expect(mistakesOf(service).join("\n")).toContain(message);
  });
});

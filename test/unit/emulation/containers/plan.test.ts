import { describe, expect, it } from "vitest";
import { placeContainers } from "../../../../src/emulation/containers/containerSpec";
import { containersIn, engineOfSide, neededFrom } from "../../../../src/emulation/containers/wanted";
import { makePlan } from "../../../../src/emulation/makePlan";
import { parsePlan } from "../../../../src/emulation/parsePlan";
import { planText } from "../../../../src/emulation/planText";
import { fillIn, noValues, seenFrom } from "../../../../src/emulation/values";
import { scenarioOf, settled } from "../../scenario/settling";

const here = { source: { folder: "." } };
const body = (more: object = {}) => ({
  sides: { a: here, b: here },
  services: {
    db: { image: { image: "postgres:15", volumes: ["data:/d"] }, ports: { sql: { container: 5432 } } },
    web: {
      side: "a",
      after: ["db"],
      build: { context: "web", args: { V: "1" } },
      env: { DB: "${services.db.host}:${services.db.ports.sql}", RPC: "${services.rpc.ports.tcp}" },
      ports: { http: { container: 80, preferred: 8080 } },
    },
    rpc: {
      side: "b",
      run: ["rpc", "${port}", "${services.db.ports.sql}"],
      ports: { tcp: 4000, other: 4001 },
    },
  },
  ...more,
});
const of = (more?: object) => settled(scenarioOf(body(more)), {});

describe("a plan with containers", () => {
  it("makes a network, volumes and images before what needs them", () => {
    const { steps } = makePlan(of());
    expect(steps.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["network:docker", "volume:docker:data", "image:db", "image:web"]),
    );
    const waitsFor = (id: string) => steps.find((step) => step.id === id)?.after;
    expect(waitsFor("service:db")).toEqual(["network:docker", "image:db", "volume:docker:data"]);
    expect(waitsFor("image:web")).toEqual(["environment:a"]);
    expect(waitsFor("image:db")).toEqual([]);
    expect(waitsFor("service:rpc")).toEqual(["environment:b"]);
  });

  it("rewrites what containers alone read once it is known where these reach others", () => {
    const set = { port: "${services.rpc.ports.other}" };
    const rewrites = ["a", "b"].map((side) => ({ side, file: "w.yaml", set }));
    const { steps } = makePlan(of({ rewrites }));
    const waitsFor = (id: string) => steps.find((step) => step.id === id)?.after;
    expect(waitsFor("rewrite:0")).toEqual(["environment:a", "network:docker"]);
    expect(waitsFor("rewrite:1")).toEqual(["environment:b"]);
  });

  it("survives being written and read", () => {
    const plan = makePlan(of({ state: "kept" }));
    expect(parsePlan(JSON.stringify(plan), "p.json")).toEqual(plan);
  });

  it("undoes new volumes, and keeps those that are kept", () => {
    const undoOf = (state: string) =>
      makePlan(of({ state })).steps.find(({ kind }) => kind === "volume")?.undo;
    expect([undoOf("fresh"), undoOf("kept")]).toEqual(["remove it", undefined]);
  });

  it("shows the commands that a person would type", () => {
    const text = planText(makePlan(of()), {});
    expect(text).toContain("docker build --tag web:latest --build-arg V=1 web");
    expect(text).toContain("docker run --rm --name web --network backcompat --publish 127.0.0.1:8080:80");
    expect(text).toContain(
      "docker run --rm --name db --network backcompat --publish 127.0.0.1::5432 --volume data:/d",
    );
    expect(text).toContain("port sql: a free one for its 5432");
  });
});

describe("host and port", () => {
  const values = () => {
    const plain = noValues("/e", {});
    plain.ports.set("db", { sql: 25432 });
    plain.ports.set("rpc", { tcp: 4000, other: 4001 });
    placeContainers(containersIn(of()), plain);
    plain.relayed.set(
      "docker",
      new Map([["rpc", { engine: "docker", host: "10.0.0.1", ports: { tcp: 31000, other: 31001 } }]]),
    );
    return plain;
  };
  const place = "${services.db.host}:${services.db.ports.sql} ${services.rpc.host}:${services.rpc.ports.tcp}";

  it("are the published ones for a process, and the inner ones for a neighbour", () => {
    expect(fillIn(place, values())).toBe("127.0.0.1:25432 127.0.0.1:4000");
    expect(fillIn(place, seenFrom("docker", values()))).toBe("db:5432 10.0.0.1:31000");
  });

  it("of a container itself are inner ones where it uses them", () => {
    expect(fillIn("${port} ${ports.sql}", values(), "db")).toBe("25432 25432");
    expect(fillIn("${port} ${ports.sql}", seenFrom("docker", values()), "db")).toBe("5432 5432");
  });

  it("of a container on another engine are not guessed", () => {
    expect(() => fillIn("${services.db.host}", seenFrom("far", values()))).toThrow("has no value yet");
  });

  it("of processes are passed on only where a container names them", () => {
    expect(neededFrom(of(), "docker")).toEqual(["rpc"]);
    const set = { port: "${services.rpc.ports.other}" };
    const alone = {
      services: { web: { side: "a", build: "." }, rpc: { side: "b", run: ["x"], ports: { other: 1 } } },
    };
    const rewrites = [{ side: "a", file: "w.yaml", set }];
    expect(neededFrom(of({ ...alone, rewrites }), "docker")).toEqual(["rpc"]);
    expect(engineOfSide(of(alone), "a")).toBe("docker");
    expect(engineOfSide(of(alone), "b")).toBeUndefined();
  });
});

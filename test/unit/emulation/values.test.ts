import { describe, expect, it } from "vitest";
import { emulationVariables } from "../../../src/emulation/emulationVariables";
import { makePlan } from "../../../src/emulation/makePlan";
import { assignPorts, portWishes } from "../../../src/emulation/portWishes";
import { fillAll, fillIn, fillRecord, noValues, type Values } from "../../../src/emulation/values";
import { problemOf } from "../../../src/util/problem";
import { scenarioOf, settled, v } from "../scenario/settling";

const known = (): Values => {
  const values = noValues("/state/work", { HOME: "/home/ada", EMPTY: "" });
  values.sides.set("old", {
    side: {
      name: "old",
      version: v("1.0.0"),
      source: { kind: "folder", path: "/t" },
      environment: { kind: "none" },
      env: {},
    },
    dir: "/t",
    environment: {
      key: "k",
      kind: "none",
      dir: undefined,
      vars: {},
      path: [],
      log: undefined,
      cached: true,
      python: "/e/python",
      node: "/e/node",
      modules: "/e/modules",
      exec: "/e/exec",
    },
    env: {},
  });
  values.ports.set("web", { http: 3000, admin: 3001 });
  values.pids.set("web", 77);
  values.outputs.set("token", "abc");
  values.files.set("conf", "/state/work/conf.yaml");
  return values;
};

describe("a text", () => {
  it.each([
    ["${env:HOME}", "/home/ada"],
    ["[${env:EMPTY}]", "[]"],
    ["${emulation.dir}/x", "/state/work/x"],
    ["${state.dir}/x", "/state/work/.state/x"],
    ["${sides.old.dir} ${sides.old.version}", "/t 1.0.0"],
    [
      "${sides.old.python} ${sides.old.node} ${sides.old.modules} ${sides.old.exec}",
      "/e/python /e/node /e/modules /e/exec",
    ],
    ["${services.web.host}:${services.web.ports.admin}", "127.0.0.1:3001"],
    ["${services.web.pid}", "77"],
    ["${outputs.token} ${files.conf}", "abc /state/work/conf.yaml"],
    ["${port} ${ports.admin}", "3000 3001"],
    ["${arguments.job}", "${arguments.job}"],
    ["nothing", "nothing"],
  ])("%s is filled in", (text, expected) => {
    expect(fillIn(text, known(), "web")).toBe(expected);
  });

  it.each([
    "${outputs.none}",
    "${services.db.ports.http}",
    "${sides.new.dir}",
    "${sides.old.colour}",
    "${ports.none}",
  ])("%s without a value is a failure that names it", (text) => {
    const failing = () => fillIn(text, known(), "web");
    expect(failing).toThrow(text);
  });

  it("has a port of its own only inside a service or check", () => {
    expect(() => fillIn("${port}", known())).toThrow("has no value yet");
  });

  it("says which variable of the user is not set", () => {
    try {
      fillIn("${env:NOT_SET_HERE}", known());
      expect.unreachable();
    } catch (error) {
      expect(problemOf(error)).toMatchObject({ exit: 2, message: expect.stringContaining("NOT_SET_HERE") });
    }
  });

  it("may stand in lists and records", () => {
    expect(fillAll(["-p", "${port}"], known(), "web")).toEqual(["-p", "3000"]);
    expect(fillRecord({ TOKEN: "${outputs.token}" }, known())).toEqual({ TOKEN: "abc" });
  });
});

describe("ports", () => {
  const sides = { a: { source: { folder: "." } } };
  const services = {
    web: { side: "a", run: ["x"], ports: { http: 3000, admin: {} }, debug: { language: "python" } },
    db: { side: "a", run: ["x"], ports: { db: { fixed: 5432 } } },
  };
  const checks = { probe: { side: "a", run: ["x"], ports: { back: 9000 } } };
  const plan = makePlan(settled(scenarioOf({ sides, services, checks }), {}));

  it("are wished for together: of services, checks and debuggers", () => {
    expect(portWishes(plan)).toEqual([
      { name: "web.http", preferred: 3000 },
      { name: "web.admin" },
      { name: "db.db", fixed: 5432 },
      { name: "probe.back", preferred: 9000 },
      { name: "debugger of web" },
    ]);
  });

  it("are found where texts look for them", () => {
    const values = noValues("/w", {});
    const reserved = portWishes(plan).map((_, index) => ({ port: 100 + index, dispose: () => undefined }));
    const debugPorts = assignPorts(plan, reserved, values);
    expect(Object.fromEntries(values.ports)).toEqual({
      web: { http: 100, admin: 101 },
      db: { db: 102 },
      probe: { back: 103 },
    });
    expect([...debugPorts]).toEqual([["web", 104]]);
  });
});

it("a running emulation is told to shells as variables that can be names", () => {
  const values = known();
  values.ports.set("grpcServer-2", { grpc: 4266 });
  expect(emulationVariables({ id: "a1b2c3", run: { values } })).toEqual({
    BACKCOMPAT_EMULATION: "a1b2c3",
    BACKCOMPAT_WEB_HTTP_PORT: "3000",
    BACKCOMPAT_WEB_URL: "http://127.0.0.1:3000",
    BACKCOMPAT_WEB_ADMIN_PORT: "3001",
    BACKCOMPAT_GRPC_SERVER_2_GRPC_PORT: "4266",
    BACKCOMPAT_OLD_DIR: "/t",
  });
});

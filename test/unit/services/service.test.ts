import { describe, expect, it } from "vitest";
import { asRunToken } from "../../../src/processes/tokens";
import type { Line } from "../../../src/processes/types";
import type { Ready } from "../../../src/scenario/settled";
import { type Service, startService } from "../../../src/services/service";
import type { Listener, ServicePorts, ServiceSpec, ServiceWorld } from "../../../src/services/types";
import { problemOf } from "../../../src/util/problem";
import { FakeClock, settle } from "../../support/fakeClock";
import { FakePause } from "../../support/fakePause";
import { FakeProcesses } from "../../support/fakeProcesses";

const tcp: Ready = { kind: "tcp", port: "http" };

class World implements ServiceWorld, ServicePorts {
  readonly clock = new FakeClock();
  readonly pause = new FakePause();
  readonly processes = new FakeProcesses();
  readonly spawn = this.processes.spawn;
  readonly lines: [string, Line][] = [];
  readonly order: string[] = [];
  listening: Listener[] = [];
  background: { pid: number; startedAt: string }[] = [];
  attach: () => Promise<void> = () => Promise.resolve();

  readonly onLine = (service: string, line: Line): void => void this.lines.push([service, line]);
  readonly onStarted = async (): Promise<void> => {
    await this.attach();
    this.order.push("attached");
  };
  readonly isListening = async (port: number): Promise<boolean> => {
    this.order.push("asked");
    return this.listening.some((one) => one.port === port);
  };
  readonly listeners = async (): Promise<Listener[]> => this.listening;
  readonly survivors = async () => this.background;
  readonly mask = (text: string): string => text.replaceAll("hunter2", "***");
}

const spec: ServiceSpec = {
  name: "webserver",
  argv: ["serve", "--password", "hunter2"],
  shell: false,
  cwd: "/tree",
  env: { A: "1" },
  token: asRunToken(`run-${"0".repeat(24)}`),
  ports: { http: 3000 },
  ready: [tcp],
  readyTimeoutMs: 60_000,
  restart: { policy: "no", max: 0 },
};

const start = (more: Partial<ServiceSpec> = {}, world = new World()): { world: World; service: Service } => ({
  world,
  service: startService({ ...spec, ...more }, world, world),
});

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(() => Promise.reject(new Error("it should have failed")), problemOf);

const statesOf = (service: Service): string[] => {
  const kinds: string[] = [];
  service.onState(({ kind }) => kinds.push(kind));
  return kinds;
};

describe("starting a service", () => {
  it("is ready once its port is listened to", async () => {
    const { world, service } = start();
    await world.clock.advance(100);
    expect(service.state().kind).toBe("starting");
    world.listening = [{ address: "0.0.0.0", port: 3000 }];
    await world.clock.advance(250);
    await service.ready;
    expect(service.state()).toMatchObject({ kind: "ready", process: { pid: 100 } });
    expect(service.process?.pid).toBe(100);
  });

  it("lets debuggers attach before it asks for readiness", async () => {
    const world = new World();
    let attached: () => void = () => undefined;
    world.attach = () => new Promise((resolve) => (attached = resolve));
    world.listening = [{ address: "127.0.0.1", port: 3000 }];
    const { service } = start({}, world);
    await world.clock.advance(120_000);
    expect(world.order).toEqual([]);
    attached();
    await service.ready;
    expect(world.order).toEqual(["attached", "asked"]);
  });

  it("asks fast at first and then less often", async () => {
    const { world } = start();
    await world.clock.advance(100);
    const early = world.order.length;
    await world.clock.advance(10_000);
    expect(early).toBeGreaterThan(3);
    expect(world.order.length - early).toBeLessThan(100);
  });

  it("fails when no listener came in time, and says where it listens instead", async () => {
    const { world, service } = start();
    world.listening = [{ address: "0.0.0.0", port: 4270 }];
    const problem = reasonOf(service.ready);
    world.processes.script = () => undefined;
    await settle();
    world.processes.latest.print("Listening on 4270");
    await world.clock.advance(60_000);
    expect(await problem).toMatchObject({
      code: "service-not-ready",
      exit: 1,
      message:
        "webserver was not ready after 1m 0s: nothing of this service listens on 127.0.0.1:3000; it listens on 0.0.0.0:4270",
      lines: ["Listening on 4270"],
    });
    expect(service.state().kind).toBe("failed");
    expect(world.processes.latest.stops).toHaveLength(1);
  });

  it("doesn't count the time in which a target is held", async () => {
    const { world, service } = start();
    await world.clock.advance(59_000);
    world.pause.set(true);
    await world.clock.advance(120_000);
    expect(service.state().kind).toBe("starting");
    world.pause.set(false);
    await world.clock.advance(900);
    expect(service.state().kind).toBe("starting");
    await world.clock.advance(200);
    expect(service.state().kind).toBe("failed");
  });

  it("notices at once that the process ended, with its last twenty lines and no secret", async () => {
    const { world, service } = start();
    const problem = reasonOf(service.ready);
    await settle();
    for (let index = 0; index < 100; index++) world.processes.latest.print(`line ${index} hunter2`);
    world.processes.latest.end(3);
    const { message, hint, lines, exit } = await problem;
    expect(message).toBe("webserver ended with exit code 3 before it was ready");
    expect(hint).toContain("in /tree: serve --password");
    expect(hint).not.toContain("hunter2");
    expect(lines?.[0]).toBe("line 80 ***");
    expect(lines).toHaveLength(20);
    expect(exit).toBe(1);
  });

  it("names the signal that ended it", async () => {
    const { world, service } = start();
    const problem = reasonOf(service.ready);
    await settle();
    world.processes.latest.end(undefined, "SIGSEGV");
    expect((await problem).message).toContain("was ended by SIGSEGV");
  });

  it("passes on why a process could not be started", async () => {
    const world = new World();
    const broken = { ...world, spawn: () => Promise.reject(new Error("no such program")) };
    const service = startService(spec, world, broken);
    expect((await reasonOf(service.ready)).message).toBe("no such program");
    expect(service.state()).toMatchObject({ kind: "failed", why: "no such program" });
  });

  it("stops the process where no debugger can attach", async () => {
    const world = new World();
    world.attach = () => Promise.reject(new Error("nobody listens"));
    const { service } = start({}, world);
    expect((await reasonOf(service.ready)).message).toBe("nobody listens");
    expect(world.processes.latest.stops).toHaveLength(1);
  });

  it("names a port that readiness asks for and nobody gave", async () => {
    const { service } = start({ ready: [{ kind: "tcp", port: "htpp" }] });
    expect(await reasonOf(service.ready)).toMatchObject({ code: "unknown-port", hint: "Did you mean http?" });
  });

  it("waits for all of several conditions", async () => {
    const { world, service } = start({ ready: [tcp, { kind: "log", pattern: "Started$" }] });
    world.listening = [{ address: "::", port: 3000 }];
    await world.clock.advance(1000);
    expect(service.state().kind).toBe("starting");
    world.processes.latest.print("\u001b[32mStarted\u001b[0m");
    await service.ready;
  });

  it("knows lines that were printed before it asked", async () => {
    const world = new World();
    world.processes.script = (process) => process.print("Serving on 3000");
    const { service } = start({ ready: [{ kind: "log", pattern: "Serving" }] }, world);
    await service.ready;
    expect(world.lines).toHaveLength(1);
  });

  it("names the pattern that no line matched", async () => {
    const { world, service } = start({ ready: [{ kind: "log", pattern: "Started$" }] });
    const problem = reasonOf(service.ready);
    await world.clock.advance(60_000);
    expect((await problem).message).toContain("no line matches /Started$/");
  });

  it("is ready when the command of its readiness ends with 0", async () => {
    const { world, service } = start({ ready: [{ kind: "run", run: ["probe"] }] });
    let probes = 0;
    world.processes.script = (process) => {
      if (process.spec.argv[0] === "probe") process.end(++probes < 3 ? 1 : 0);
    };
    await world.clock.advance(1000);
    await service.ready;
    expect(probes).toBe(3);
    expect(new Set(world.processes.all.map(({ spec: { own } }) => own)).size).toBe(4);
  });

  it("takes a program that put itself into the background for alive until what it left is gone", async () => {
    const { world, service } = start();
    world.background = [{ pid: 900, startedAt: "then" }];
    await settle();
    world.processes.latest.end(0);
    await world.clock.advance(1000);
    world.listening = [{ address: "127.0.0.1", port: 3000 }];
    await world.clock.advance(500);
    await service.ready;
    world.background = [];
    await world.clock.advance(500);
    expect(service.state().kind).toBe("failed");
  });
});

describe("stopping a service", () => {
  it("may be asked while it starts, and twice", async () => {
    const { world, service } = start();
    const states = statesOf(service);
    const problem = reasonOf(service.ready);
    await settle();
    world.processes.latest.stubborn = true;
    const stopping = service.stop(1000);
    await settle();
    await Promise.all([stopping, service.stop(0)]);
    expect((await problem).code).toBe("interrupted");
    expect(states).toEqual(["starting", "stopping", "stopped"]);
    expect(world.processes.latest.stops).toEqual([1000, 0]);
  });

  it("leaves nothing running when it is asked before the process is there", async () => {
    const { world, service } = start();
    await service.stop();
    expect(service.state().kind).toBe("stopped");
    for (const process of world.processes.all) expect(process.stops.length).toBeGreaterThan(0);
  });

  it("asks the process once, and again only to hurry", async () => {
    const { world, service } = start();
    await settle();
    await Promise.all([service.stop(1000), service.stop(1000)]);
    expect(world.processes.latest.stops).toEqual([1000]);
  });

  it("doesn't wait for a debugger that never came", async () => {
    const world = new World();
    world.attach = () => new Promise(() => undefined);
    const { service } = start({}, world);
    const problem = reasonOf(service.ready);
    await settle();
    await service.stop();
    expect((await problem).code).toBe("interrupted");
    expect(service.state().kind).toBe("stopped");
  });

  it("ends the waiting for a restart", async () => {
    const { world, service } = start({ restart: { policy: "always", max: 5 } });
    await settle();
    world.processes.latest.end(1);
    await settle();
    expect(service.state().kind).toBe("restarting");
    await service.stop();
    await world.clock.advance(60_000);
    expect(world.processes.all).toHaveLength(1);
    expect(service.state().kind).toBe("stopped");
  });
});

describe("restarting a service", () => {
  const listening = (): World => {
    const world = new World();
    world.listening = [{ address: "127.0.0.1", port: 3000 }];
    return world;
  };

  it("starts the same command again, and is ready again", async () => {
    const { world, service } = start({}, listening());
    await service.ready;
    const states = statesOf(service);
    await service.restart();
    expect(states).toEqual(["restarting", "starting", "ready"]);
    expect(world.processes.all.map(({ spec: { argv } }) => argv)).toEqual([spec.argv, spec.argv]);
    expect(world.processes.all[0]?.stops).not.toEqual([]);
  });

  it("is given up when a stop comes meanwhile", async () => {
    const { world, service } = start({}, listening());
    await service.ready;
    const restarting = reasonOf(service.restart());
    await service.stop();
    expect((await restarting).code).toBe("interrupted");
    expect(world.processes.all).toHaveLength(1);
    expect(service.state().kind).toBe("stopped");
  });

  it("happens by policy as often as allowed, each time later", async () => {
    const { world, service } = start({ restart: { policy: "on-failure", max: 2 } }, listening());
    await service.ready;
    const crash = async (waitMs: number): Promise<void> => {
      world.processes.latest.end(1);
      await world.clock.advance(waitMs);
    };
    await crash(99);
    expect(world.processes.all).toHaveLength(1);
    await world.clock.advance(1);
    expect(world.processes.all).toHaveLength(2);
    await crash(200);
    expect(world.processes.all).toHaveLength(3);
    await crash(60_000);
    expect(world.processes.all).toHaveLength(3);
    expect(service.state()).toMatchObject({ kind: "failed", why: "webserver ended with exit code 1" });
  });

  it("is allowed anew to a service that was ready for long", async () => {
    const { world, service } = start({ restart: { policy: "on-failure", max: 1 } }, listening());
    for (let round = 0; round < 3; round++) {
      await world.clock.advance(15_000);
      world.processes.latest.end(1);
    }
    await world.clock.advance(15_000);
    expect(service.state().kind).toBe("ready");
    expect(world.processes.all).toHaveLength(4);
  });

  it("is not due on failure for one that ended well", async () => {
    const { world, service } = start({ restart: { policy: "on-failure", max: 3 } }, listening());
    await service.ready;
    world.processes.latest.end(0);
    await world.clock.advance(1000);
    expect(service.state()).toMatchObject({ kind: "failed", exit: { code: 0 } });
  });
});

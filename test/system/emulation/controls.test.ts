import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Emulation } from "../../../src/emulation/emulation";
import { isListening } from "../../../src/processes/sockets";
import { everything, files, here, scenarioFolder, serverOn, tinyCopy } from "../cli/world";
import { emulating, launch, never, nextEvent, pidOf, portOf } from "./world";

beforeAll(() => void tinyCopy());

describe("one service, while the others run", () => {
  it("is stopped and started again on its port; a restart gives it a new process; stop puts all back", async () => {
    const folder = tinyCopy();
    const before = everything(folder);
    const { emulation } = await emulating(folder);
    await emulation.up(never);
    expect(await launch(emulation)).toBe(200);
    const [port, web, code] = [
      portOf(emulation, "codeserver"),
      pidOf(emulation, "webserver"),
      pidOf(emulation, "codeserver"),
    ];

    await emulation.stopService("codeserver");
    expect(emulation.services.get("codeserver")?.state().kind).toBe("stopped");
    expect(await isListening(port)).toBe(false);
    expect(await launch(emulation)).not.toBe(200);

    await emulation.startService("codeserver", never);
    expect(portOf(emulation, "codeserver")).toBe(port);
    expect(await launch(emulation)).toBe(200);
    const again = pidOf(emulation, "codeserver");
    expect(again).not.toBe(code);
    await emulation.startService("codeserver", never);
    expect(pidOf(emulation, "codeserver")).toBe(again);

    await emulation.restartService("codeserver", never);
    expect(pidOf(emulation, "codeserver")).not.toBe(again);
    expect(await launch(emulation)).toBe(200);
    expect(pidOf(emulation, "webserver")).toBe(web);

    await expect(emulation.restartService("webservre", never)).rejects.toMatchObject({
      problem: { exit: 2, hint: expect.stringContaining("Did you mean webserver?") },
    });
    await emulation.stop();
    expect(everything(folder)).toEqual(before);
    await expect(emulation.startService("codeserver", never)).rejects.toMatchObject({
      problem: { exit: 130 },
    });
  });

  it("asked twice at once to restart, runs once; a stop that comes during a start wins", async () => {
    const folder = scenarioFolder({ sides: { a: here }, services: { web: serverOn() } });
    const { emulation, events } = await emulating(folder);
    await emulation.up(never);
    const restarts = await Promise.allSettled([
      emulation.restartService("web", never),
      emulation.restartService("web", never),
    ]);
    expect(restarts[1]?.status).toBe("fulfilled");
    expect(emulation.services.get("web")?.state().kind).toBe("ready");
    const begun = events.filter((event) => event.kind === "service" && event.state.kind === "starting");
    expect(begun).toHaveLength(2);

    const restarting = emulation.restartService("web", never).catch((error: unknown) => error);
    await emulation.stopService("web");
    expect(await restarting).toMatchObject({ problem: { code: "interrupted" } });
    expect(emulation.services.get("web")?.state().kind).toBe("stopped");
    expect(await isListening(portOf(emulation, "web"))).toBe(false);
  });
});

describe("the record of what a person stopped", () => {
  it("has the verdict of the checks that ran, none without, and says that a start was cancelled", async () => {
    const body = { sides: { a: here }, services: { web: serverOn() } };
    const stopped = async (checks: object, work: (emulation: Emulation) => Promise<unknown>) => {
      const { emulation } = await emulating(scenarioFolder({ ...body, checks }));
      await work(emulation);
      await emulation.stop({ verdict: "cancelled" });
      return emulation.record.verdict;
    };
    const green = { c: { service: "web", http: "/" } };
    const red = { c: { service: "web", http: "/bad" } };
    const checked = async (emulation: Emulation) => {
      await emulation.up(never);
      await emulation.check(never);
    };
    expect(await stopped(green, checked)).toBe("green");
    expect(await stopped(red, checked)).toBe("red");
    expect(await stopped(green, (emulation) => emulation.up(never))).toBeUndefined();
    expect(await stopped(green, async () => undefined)).toBe("cancelled");
  });
});

describe("another version of a side", () => {
  it("replaces that side's service only, and may go back", async () => {
    const folder = tinyCopy();
    const before = everything(folder);
    const { emulation, planOf } = await emulating(folder, { release: "1.2.0" });
    await emulation.up(never);
    expect(await launch(emulation)).toBe(200);
    const [web, code, port] = [
      pidOf(emulation, "webserver"),
      pidOf(emulation, "codeserver"),
      portOf(emulation, "codeserver"),
    ];

    await emulation.changeVersions(await planOf({ release: "1.0.0" }), never);
    expect(pidOf(emulation, "webserver")).toBe(web);
    expect(pidOf(emulation, "codeserver")).not.toBe(code);
    expect(portOf(emulation, "codeserver")).toBe(port);
    expect(emulation.record).toMatchObject({
      state: "ready",
      versions: { release: "1.0.0" },
      sides: { userCode: "userCode 1.0.0" },
    });
    expect(await launch(emulation)).toBe(500);

    await emulation.changeVersions(await planOf({ release: "1.2.0" }), never);
    expect(pidOf(emulation, "webserver")).toBe(web);
    expect(await launch(emulation)).toBe(200);
    const now = pidOf(emulation, "codeserver");
    await emulation.changeVersions(await planOf({ release: "1.2.0" }), never);
    expect(pidOf(emulation, "codeserver")).toBe(now);
    await emulation.stop();
    expect(everything(folder)).toEqual(before);
  });

  it("gives the files of the old tree back, and rewrites them again when it returns", async () => {
    const folder = tinyCopy();
    const before = everything(folder);
    const yaml = join(folder, "backcompat", "workspace.yaml");
    const original = readFileSync(yaml, "utf8");
    const { emulation, planOf } = await emulating(folder, { host: "workspace" });
    await emulation.up(never);
    const rewritten = readFileSync(yaml, "utf8");
    expect(rewritten).not.toBe(original);
    const code = pidOf(emulation, "codeserver");

    await emulation.changeVersions(await planOf({ host: "2.0.0" }), never);
    expect(readFileSync(yaml, "utf8")).toBe(original);
    expect(pidOf(emulation, "codeserver")).toBe(code);
    expect(await launch(emulation)).toBe(200);

    await emulation.changeVersions(await planOf({ host: "workspace" }), never);
    expect(readFileSync(yaml, "utf8")).toBe(rewritten);
    expect(await launch(emulation)).toBe(200);
    await emulation.stop();
    expect(everything(folder)).toEqual(before);
  });

  it("and what is asked of single services meanwhile come one after the other", async () => {
    const { emulation, planOf, events } = await emulating(tinyCopy(), { release: "1.2.0" });
    await emulation.up(never);
    const older = await planOf({ release: "1.0.0" });
    const started = (service: string) =>
      events.filter(
        (event) => event.kind === "service" && event.service === service && event.state.kind === "starting",
      ).length;
    const web = pidOf(emulation, "webserver");
    await Promise.all([
      emulation.changeVersions(older, never),
      emulation.restartService("codeserver", never),
      emulation.restartService("webserver", never),
      emulation.changeVersions(await planOf({ release: "1.2.0" }), never),
    ]);
    expect(pidOf(emulation, "webserver")).not.toBe(web);
    expect(emulation.record).toMatchObject({ state: "ready", versions: { release: "1.2.0" } });
    expect(emulation.services.get("codeserver")?.state().kind).toBe("ready");
    expect(await launch(emulation)).toBe(200);
    expect(started("webserver")).toBe(2);
  });

  it("that does not start can be tried again, and left for one that does", async () => {
    const folder = scenarioFolder({
      axes: { release: { versions: ["1.0.0", "2.0.0"] } },
      sides: { a: { ...here, env: { RELEASE: "${release}" } } },
      services: { web: serverOn({ run: [process.execPath, "maybe.mjs", "${port}"] }) },
    });
    const maybe = "if (process.env.RELEASE === '2.0.0') process.exit(3);\nawait import('./server.mjs');\n";
    files(folder, { "maybe.mjs": maybe });
    const { emulation, planOf } = await emulating(folder, { release: "1.0.0" });
    await emulation.up(never);
    const wrong = await planOf({ release: "2.0.0" });
    await expect(emulation.changeVersions(wrong, never)).rejects.toMatchObject({
      problem: { code: "service-ended" },
    });
    expect(emulation.record.versions).toEqual({ release: "2.0.0" });
    await expect(emulation.changeVersions(wrong, never)).rejects.toMatchObject({
      problem: { code: "service-ended" },
    });
    await emulation.changeVersions(await planOf({ release: "1.0.0" }), never);
    expect(emulation.services.get("web")?.state().kind).toBe("ready");
  });
});

describe("a debugger", () => {
  it("comes with a new process that listens for it, and goes with another", async () => {
    const { emulation, events } = await emulating(tinyCopy());
    await emulation.up(never);
    const [web, code] = [pidOf(emulation, "webserver"), pidOf(emulation, "codeserver")];
    const debugPort = emulation.run.debugPorts.get("codeserver") ?? 0;
    expect(await isListening(debugPort)).toBe(false);

    await emulation.setDebugged("codeserver", true, never);
    expect(pidOf(emulation, "codeserver")).not.toBe(code);
    expect(await isListening(debugPort)).toBe(true);
    expect(events.filter(({ kind }) => kind === "target")).toHaveLength(1);
    expect(await launch(emulation)).toBe(200);
    const debugged = pidOf(emulation, "codeserver");
    await emulation.setDebugged("codeserver", true, never);
    expect(pidOf(emulation, "codeserver")).toBe(debugged);
    await emulation.restartService("codeserver", never);
    expect(await isListening(debugPort)).toBe(true);

    await emulation.setDebugged("codeserver", false, never);
    expect(await isListening(debugPort)).toBe(false);
    expect(await launch(emulation)).toBe(200);
    expect(pidOf(emulation, "webserver")).toBe(web);
  });

  it("that nobody attaches holds up neither a stop of the service nor the end", async () => {
    const { emulation } = await emulating(tinyCopy(), {}, { services: "none", hold: true });
    await emulation.up(never);
    const met = nextEvent(emulation, (event) => event.kind === "target");
    const held = emulation.setDebugged("codeserver", true, never).catch((error: unknown) => error);
    await met;
    await emulation.stopService("codeserver");
    expect(await held).toMatchObject({ problem: { code: "interrupted" } });
    const again = nextEvent(emulation, (event) => event.kind === "target");
    const started = emulation.startService("codeserver", never).catch((error: unknown) => error);
    await again;
    await emulation.stop();
    expect(await started).toMatchObject({ problem: { exit: 130 } });
  });

  it("is refused where the scenario names none", async () => {
    const folder = scenarioFolder({ sides: { a: here }, services: { web: serverOn() } });
    const { emulation } = await emulating(folder);
    await emulation.up(never);
    const web = pidOf(emulation, "web");
    await expect(emulation.setDebugged("web", true, never)).rejects.toMatchObject({
      problem: { code: "not-debuggable", exit: 2 },
    });
    expect(pidOf(emulation, "web")).toBe(web);
  });
});

const isReady = (event: { kind: string; state?: unknown }): event is never =>
  event.kind === "service" && JSON.stringify(event.state).includes('"ready"');

describe("a save", () => {
  it("restarts what asks for it, and neither the others nor what a person stopped", async () => {
    const folder = scenarioFolder({
      sides: { a: here },
      services: {
        web: serverOn({ onSave: "restart" }),
        other: serverOn(),
        idle: serverOn({ onSave: "restart" }),
      },
    });
    const { emulation, events } = await emulating(folder);
    await emulation.up(never);
    const [web, other] = [pidOf(emulation, "web"), pidOf(emulation, "other")];
    await emulation.stopService("idle");
    const ready = nextEvent(emulation, isReady);
    writeFileSync(join(folder, "saved.txt"), "1");
    await ready;
    expect(emulation.services.get("idle")?.state().kind).toBe("stopped");
    expect(pidOf(emulation, "web")).not.toBe(web);
    expect(pidOf(emulation, "other")).toBe(other);
    expect(events.filter(({ kind }) => kind === "trouble")).toEqual([]);
  });

  it("in the new tree restarts, once a side has gone over to it", async () => {
    const folder = scenarioFolder({
      axes: { release: { versions: ["1", "2"] } },
      sides: { a: { source: { folder: "v${release}" } } },
      services: { web: serverOn({ onSave: "restart", run: [process.execPath, "../server.mjs", "${port}"] }) },
    });
    files(folder, { "v1/a.txt": "", "v2/a.txt": "" });
    const { emulation, planOf } = await emulating(folder, { release: "1" });
    await emulation.up(never);
    await emulation.changeVersions(await planOf({ release: "2" }), never);
    const web = pidOf(emulation, "web");
    const ready = nextEvent(emulation, isReady);
    writeFileSync(join(folder, "v2", "a.txt"), "saved");
    await ready;
    expect(pidOf(emulation, "web")).not.toBe(web);
  });
});

import { describe, expect, it } from "vitest";
import { runCommand } from "../../../src/checks/command";
import { problemOf } from "../../../src/util/problem";
import { settle } from "../../support/fakeClock";
import { command, makeWorld } from "./world";

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(() => Promise.reject(new Error("it should have failed")), problemOf);

describe("a command", () => {
  it("tells its lines as they come, and gives its outputs", async () => {
    const { world, processes, told } = makeWorld();
    processes.script = (process) => {
      process.print("created key: k-123");
      process.print('{"user": {"id": 7}}');
      process.end(0);
    };
    const outputs = {
      key: { regex: "key: (\\S+)", secret: false },
      user: { json: "$.user.id", secret: false },
      whole: { regex: "created", secret: false },
    };
    const result = await runCommand(command({ outputs }), world);
    expect(result.outputs).toEqual({ key: "k-123", user: "7", whole: "created" });
    expect(told.map(([name, { text }]) => [name, text])).toEqual([
      ["migrate", "created key: k-123"],
      ["migrate", '{"user": {"id": 7}}'],
    ]);
  });

  it("never tells a secret that it printed, not even before it was captured", async () => {
    const { world, processes, told, secrets } = makeWorld();
    processes.script = (process) => {
      process.print("warming up with k-secret", "stderr");
      process.print("key: k-secret");
      process.end(0);
    };
    const outputs = { key: { regex: "key: (\\S+)", secret: true } };
    const result = await runCommand(command({ outputs }), world);
    expect(result.outputs["key"]).toBe("k-secret");
    expect(JSON.stringify([told, result.lines])).not.toContain("k-secret");
    expect(told.map(([, { text }]) => text)).toEqual(["warming up with ***", "key: ***"]);
    expect(secrets.mask("k-secret")).toBe("***");
  });

  it("doesn't tell the secret when it fails after printing it", async () => {
    const { world, processes, told } = makeWorld();
    processes.script = (process) => {
      process.print("key: k-secret");
      process.end(1);
    };
    const outputs = { key: { regex: "key: (\\S+)", secret: true } };
    const problem = await reasonOf(runCommand(command({ outputs }), world));
    expect(JSON.stringify([problem, told])).not.toContain("k-secret");
  });

  it("fails with its exit code, its last lines, and how to try it", async () => {
    const { world, processes } = makeWorld();
    processes.script = (process) => {
      process.print("no such table", "stderr");
      process.end(2);
    };
    expect(await reasonOf(runCommand(command(), world))).toMatchObject({
      code: "command-failed",
      message: "migrate ended with exit code 2",
      hint: expect.stringContaining("in /tree: manage migrate"),
      lines: ["no such table"],
      exit: 1,
    });
  });

  it("names what was there where an output is missing", async () => {
    const { world, processes } = makeWorld();
    processes.script = (process) => {
      process.print('{"token": "x"}');
      process.end(0);
    };
    const outputs = { key: { json: "$.tokne", secret: false } };
    const problem = await reasonOf(runCommand(command({ outputs }), world));
    expect(problem.message).toBe(
      "The output key of migrate is not there: $ has no tokne: there are token; did you mean token?",
    );
    const other = { key: { regex: "key=(.*)", secret: false } };
    const second = await reasonOf(runCommand(command({ outputs: other }), world));
    expect(second).toMatchObject({ code: "no-output", exit: 2, lines: ['{"token": "x"}'] });
  });

  it("is stopped with its tree when its time is up, in which pauses don't count", async () => {
    const { world, clock, pause, processes } = makeWorld();
    const problem = reasonOf(runCommand(command({ timeoutMs: 1000 }), world));
    pause.set(true);
    await clock.advance(60_000);
    expect(processes.latest.stops).toEqual([]);
    pause.set(false);
    await clock.advance(1000);
    expect((await problem).message).toBe("migrate did not end within 1.0 s and was stopped");
    expect(processes.latest.stops).toHaveLength(1);
  });

  it("is stopped when it is cancelled", async () => {
    const cancel = new AbortController();
    const { world, processes } = makeWorld(cancel.signal);
    const problem = reasonOf(runCommand(command(), world));
    await settle();
    cancel.abort();
    expect(await problem).toMatchObject({ code: "interrupted", exit: 130 });
    expect(processes.latest.stops).toHaveLength(1);
  });

  it("is not started when it was cancelled before", async () => {
    const { world, processes } = makeWorld(AbortSignal.abort());
    expect((await reasonOf(runCommand(command(), world))).code).toBe("interrupted");
    expect(processes.all).toHaveLength(0);
  });

  it("bears the emulation's token, and one of its own", async () => {
    const { world, processes } = makeWorld();
    processes.script = (process) => process.end(0);
    await runCommand(command(), world);
    const { token, own } = processes.latest.spec;
    expect(token).toBe(command().token);
    expect(own).not.toBe(token);
  });
});

import { describe, expect, it } from "vitest";
import { isAlive } from "../../../src/processes/identity";
import { stopTree } from "../../../src/processes/stopping";
import { processesWithToken } from "../../../src/processes/tokens";
import { observe, runPython } from "./world";

const deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)";
const doubleFork = `
import os, sys, time
def daemon():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            return True
        os._exit(0)
    os.wait()
`;

describe("stopping a tree", () => {
  it("lets a process that answers SIGTERM end by itself, and returns as soon as it did", async () => {
    const one = await runPython(`
import signal, sys, time
def bye(*_):
    print("clean end"); sys.exit(0)
signal.signal(signal.SIGTERM, bye)
print("up")
while True: time.sleep(0.05)
`);
    await one.said("up");
    const stopped = await stopTree({ roots: [one.id], token: one.token, graceMs: 60_000 });
    expect(await one.exited).toEqual({ code: 0, signal: undefined });
    expect(stopped).toEqual({ killed: [], left: [] });
    expect(one.lines.map((line) => line.text)).toEqual(["up", "clean end"]);
  });

  it("kills what ignores SIGTERM, after the grace time", async () => {
    const one = await runPython(`${deaf}\nprint("up")\nwhile True: time.sleep(1)`);
    await one.said("up");
    const stopped = await stopTree({ roots: [one.id], token: one.token, graceMs: 100 });
    expect(stopped.killed).toEqual([one.id]);
    expect(await one.exited).toEqual({ code: undefined, signal: "SIGKILL" });
  });

  it("finds a daemon that double-forked and left group and session", async () => {
    const one = await runPython(`${doubleFork}
if daemon():
    print("daemon", os.getpid()); time.sleep(600)
time.sleep(600)`);
    await one.said("daemon");
    expect(await processesWithToken(one.token)).toHaveLength(2);
    await one.stop(2000);
    expect(await processesWithToken(one.token)).toEqual([]);
  });

  it("finds a daemon whose whole ancestry is dead", async () => {
    const one = await runPython(`${doubleFork}
if daemon():
    print("daemon"); time.sleep(600)
`);
    await one.said("daemon");
    await one.exited;
    expect(isAlive(one.id)).toBe(false);
    expect(await processesWithToken(one.token)).toHaveLength(1);
    await one.stop(2000);
    expect(await processesWithToken(one.token)).toEqual([]);
  });

  it("ends what another process stopped with SIGSTOP, cleanly", async () => {
    const one = await runPython(`
import os, signal, sys, time
def bye(*_):
    print("clean end"); sys.exit(0)
signal.signal(signal.SIGTERM, bye)
print("up")
os.kill(os.getpid(), signal.SIGSTOP)
while True: time.sleep(0.05)
`);
    await one.said("up");
    const stopped = await stopTree({ roots: [one.id], token: one.token, graceMs: 30_000 });
    await one.exited;
    expect(stopped.killed).toEqual([]);
    expect(one.lines.at(-1)?.text).toBe("clean end");
  });

  it("catches what goes on forking while it is being killed", async () => {
    const one = await runPython(`${deaf}
import os
print("up")
deadline = time.time() + 20
while time.time() < deadline:
    if os.fork() != 0:
        time.sleep(0.002)
        os._exit(0)
    os.setsid()
`);
    await one.said("up");
    const stopped = await stopTree({ roots: [one.id], token: one.token, graceMs: 50 });
    expect(stopped.left).toEqual([]);
    expect(await processesWithToken(one.token)).toEqual([]);
  });

  it("lets a parent that stops its children in order hear SIGTERM only once", async () => {
    const one = await runPython(`
import os, signal, sys, time
heard = []
signal.signal(signal.SIGTERM, lambda *_: heard.append(1))
child = os.fork()
print("parent" if child else "child")
while not heard: time.sleep(0.02)
if child == 0: time.sleep(0.3); os._exit(0)
os.waitpid(child, 0)
print("heard", len(heard)); sys.exit(0)
`);
    await one.said("parent");
    await one.said("child");
    const stopped = await stopTree({ roots: [one.id], token: one.token, graceMs: 30_000 });
    await one.exited;
    expect(stopped.killed).toEqual([]);
    expect(one.lines.at(-1)?.text).toBe("heard 1");
  });

  it("spares a process that merely has the same number", async () => {
    const one = await observe({ argv: ["sleep", "600"] });
    const impostor = { pid: one.id.pid, startedAt: "another time" };
    expect(await stopTree({ roots: [impostor], graceMs: 0 })).toEqual({ killed: [], left: [] });
    expect(isAlive(one.id)).toBe(true);
  });
});

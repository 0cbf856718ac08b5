import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { identify, isAlive } from "../../../src/processes/identity";
import { start } from "../../../src/processes/spawn";
import { processesWithToken } from "../../../src/processes/tokens";
import { Failure } from "../../../src/util/problem";
import { observe, plainEnvironment, python, runPython, script, temporaryFolder } from "./world";

const failureOf = async (work: Promise<unknown>): Promise<Failure["problem"]> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error.problem;
  throw new Error(`expected a Failure, got ${String(error)}`);
};

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await setImmediate();
};

const texts = (lines: readonly { text: string }[]): string[] => lines.map((line) => line.text);

describe("starting a process", () => {
  it("gives exactly the environment it was told, and the token", async () => {
    const one = await runPython("import os, json; print(json.dumps(dict(os.environ)))", {
      env: { ONLY: "this", LC_ALL: "C.UTF-8" },
    });
    await one.exited;
    expect(JSON.parse(one.lines[0]?.text ?? "")).toEqual({
      ONLY: "this",
      LC_ALL: "C.UTF-8",
      BACKCOMPAT_RUN: one.token,
    });
  });

  it("leads a group and a session of its own", async () => {
    const one = await runPython("import os; print(os.getpgid(0), os.getsid(0))");
    await one.exited;
    expect(one.lines[0]?.text).toBe(`${one.id.pid} ${one.id.pid}`);
  });

  it("delivers every line of a flood before it says that the process ended", async () => {
    const one = await runPython(`
import sys
for n in range(200000): sys.stdout.write("line %d\\n" % n)
sys.stderr.write("last words")`);
    expect(await one.exited).toEqual({ code: 0, signal: undefined });
    const out = one.lines.filter((line) => line.stream === "stdout");
    expect(out).toHaveLength(200_000);
    expect(out.at(-1)?.text).toBe("line 199999");
    expect(texts(one.lines.filter((line) => line.stream === "stderr"))).toEqual(["last words"]);
  });

  it("reads no more while what was delivered is waited for, and loses nothing", async () => {
    let waiting = false;
    let [meanwhile, waits] = [0, 0];
    const flood = `
import sys
for n in range(100000): sys.stdout.write("line %d\\n" % n)`;
    const one = await runPython(flood, {
      // It is asked after each piece that was read.
      drained: () => {
        if (waiting) meanwhile++;
        waiting = true;
        waits++;
        return turns(10).then(() => {
          waiting = false;
        });
      },
    });
    await one.exited;
    expect(one.lines.at(-1)?.text).toBe("line 99999");
    expect(one.lines).toHaveLength(100_000);
    expect(waits).toBeGreaterThan(1);
    expect(meanwhile).toBe(0);
  });

  it("keeps the exit code and the signal apart", async () => {
    const code = await runPython("import sys; sys.exit(7)");
    const signal = await runPython("import os; os.kill(os.getpid(), 9)");
    expect(await code.exited).toEqual({ code: 7, signal: undefined });
    expect(await signal.exited).toEqual({ code: undefined, signal: "SIGKILL" });
  });

  it("says that the process ended while a grandchild holds its output, and still reads what that one says", async () => {
    const one = await runPython(`
import os, sys, time
if os.fork() == 0:
    for n in range(200):
        print("grandchild", n); time.sleep(0.02)
    time.sleep(600)
print("parent")`);
    await one.exited;
    expect(isAlive(one.id)).toBe(false);
    const seen = one.lines.length;
    await one.said("grandchild 40");
    expect(one.lines.length).toBeGreaterThan(seen);
    await one.stop(0);
    expect(await processesWithToken(one.token)).toEqual([]);
  });

  it("finds a survivor that wiped its environment, as long as it holds the output", async () => {
    const survivor = 'import os, time; print("pid", os.getpid(), flush=True); time.sleep(600)';
    const one = await observe({ argv: ["sh", "-c", `env -i ${python} -c '${survivor}' &`] });
    const pid = Number((await one.said("pid")).text.split(" ")[1]);
    await one.exited;
    expect(await processesWithToken(one.token)).toEqual([]);
    expect(identify(pid)).toBeDefined();
    await one.stop(1000);
    expect(identify(pid)).toBeUndefined();
  });

  it("feeds input, and else gives none", async () => {
    const fed = await observe({ argv: ["cat"], input: "one\ntwo" });
    const unfed = await observe({ argv: ["cat"] });
    await Promise.all([fed.exited, unfed.exited]);
    expect(texts(fed.lines)).toEqual(["one", "two"]);
    expect(unfed.lines).toEqual([]);
  });

  it("survives a process that never reads its input", async () => {
    const one = await observe({ argv: ["true"], input: "x".repeat(1_000_000) });
    expect(await one.exited).toEqual({ code: 0, signal: undefined });
  });

  it("runs a shell's line only when asked to", async () => {
    const shell = await observe({ argv: ["echo one && echo $((1+1))"], shell: true });
    const plain = await observe({ argv: ["echo", "$((1+1))", "&&"] });
    await Promise.all([shell.exited, plain.exited]);
    expect(texts(shell.lines)).toEqual(["one", "2"]);
    expect(texts(plain.lines)).toEqual(["$((1+1)) &&"]);
  });

  it("gives even the shortest process an identity", async () => {
    const one = await observe({ argv: ["true"] });
    expect(one.id.startedAt).toMatch(/^[0-9a-f]{8}\.\d+$/);
    await one.exited;
    expect(isAlive(one.id)).toBe(false);
  });

  it("stops twice without complaint", async () => {
    const one = await observe({ argv: ["sleep", "600"] });
    await Promise.all([one.stop(1000), one.stop(1000)]);
    await one.stop();
    expect(await one.exited).toEqual({ code: undefined, signal: "SIGTERM" });
  });
});

describe("a process that cannot be started", () => {
  const attempt = (argv: readonly string[], cwd = "/"): Promise<Failure["problem"]> =>
    failureOf(start({ argv, cwd, env: plainEnvironment }));

  it("names the command, the folder and the nearest thing on PATH", async () => {
    const problem = await attempt(["slepe", "1"]);
    expect(problem).toMatchObject({ code: "cannot-start", exit: 3, hint: "Did you mean sleep?" });
    expect(problem.message).toBe("Cannot start `slepe 1` in /: slepe is not on PATH");
  });

  it("says so when it is the folder that is missing", async () => {
    expect((await attempt(["true"], "/no/such/folder")).message).toContain("that folder does not exist");
  });

  it("says so when the folder is a file", async () => {
    const file = join(await temporaryFolder(), "file");
    writeFileSync(file, "");
    expect((await attempt(["true"], file)).message).toContain("that is not a folder");
  });

  it("tells a file without permission from a missing one and from a folder", async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, "plain"), "#!/bin/sh\n", { mode: 0o644 });
    mkdirSync(join(folder, "sub"));
    expect((await attempt(["./plain"], folder)).message).toContain("plain is not executable");
    expect((await attempt(["./none"], folder)).message).toContain("none does not exist");
    expect((await attempt(["./sub"], folder)).message).toContain("sub is a folder");
  });

  it("names the interpreter that a script asks for in vain", async () => {
    const folder = await temporaryFolder();
    script(folder, "run", "#!/no/such/python\n");
    expect((await attempt(["./run"], folder)).message).toContain(
      "asks for /no/such/python, which does not exist",
    );
  });
});

import { promises as fs } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCheck } from "../../../src/checks/check";
import type { FilledCheck } from "../../../src/checks/types";
import { machineFailure, problemOf } from "../../../src/util/problem";
import { settle } from "../../support/fakeClock";
import type { FakeProcess } from "../../support/fakeProcesses";
import { command, makeWorld } from "./world";

const common = { name: "it works", side: "host", timeoutMs: 5000, expect: {} };
const run: FilledCheck = { ...common, kind: "run", command: command() };

const checked = (check: FilledCheck, script: (process: FakeProcess) => void, world = makeWorld()) => {
  world.processes.script = script;
  return runCheck(check, world.world);
};
const printing =
  (exit: number, stdout = "", stderr = "") =>
  (process: FakeProcess) => {
    if (stdout !== "") for (const text of stdout.split("\n")) process.print(text);
    if (stderr !== "") process.print(stderr, "stderr");
    process.end(exit);
  };

describe("a check that runs a command", () => {
  it("is green when it ends with 0", async () => {
    expect(await checked(run, printing(0, "fine"))).toEqual({
      name: "it works",
      side: "host",
      verdict: "green",
      seconds: 0,
      exit: 0,
      lines: [{ time: 1, stream: "stdout", text: "fine", origin: "it works" }],
    });
  });

  it("is red when it ends with anything else, unless that was expected", async () => {
    expect(await checked(run, printing(3))).toMatchObject({
      verdict: "red",
      exit: 3,
      why: "it ended with exit code 3, expected 0",
    });
    expect((await checked({ ...run, expect: { exit: 3 } }, printing(3))).verdict).toBe("green");
    expect((await checked({ ...run, expect: { exit: 3 } }, printing(0))).verdict).toBe("red");
  });

  it("is red when a signal ended it", async () => {
    const result = await checked(run, (process) => process.end(undefined, "SIGKILL"));
    expect(result).toMatchObject({ verdict: "red", why: "it was ended by SIGKILL" });
    expect(result).not.toHaveProperty("exit");
  });

  it("is red when what it printed is not what was expected, though it ended with 0", async () => {
    const expecting: FilledCheck = { ...run, expect: { stdout: "^run \\d+ succeeded$", stderr: "warned" } };
    expect(await checked(expecting, printing(0, "x\nrun 7 succeeded\ny", "we warned you"))).toMatchObject({
      verdict: "green",
    });
    expect((await checked(expecting, printing(0, "run 7 failed", "warned"))).why).toBe(
      "its stdout doesn't match /^run \\d+ succeeded$/; it ends with: run 7 failed",
    );
    expect((await checked(expecting, printing(0, "run 7 succeeded"))).why).toBe(
      "its stderr doesn't match /warned/; it is empty",
    );
  });

  it("is red, with its tree stopped, when its time is up; pauses don't count", async () => {
    const made = makeWorld();
    const result = runCheck(run, made.world);
    made.pause.set(true);
    await made.clock.advance(100_000);
    expect(made.processes.latest.stops).toEqual([]);
    made.pause.set(false);
    await made.clock.advance(5000);
    expect(await result).toMatchObject({
      verdict: "red",
      why: "it did not end within 5.0 s and was stopped",
    });
    expect(made.processes.latest.stops).toHaveLength(1);
  });

  it("is no result at all when it is cancelled", async () => {
    const cancel = new AbortController();
    const made = makeWorld(cancel.signal);
    const result = runCheck(run, made.world).then(undefined, problemOf);
    await settle();
    cancel.abort();
    expect(await result).toMatchObject({ code: "interrupted" });
    expect(made.processes.latest.stops).toHaveLength(1);
  });

  it("is no result where its program is not there: that says nothing about the versions", async () => {
    const made = makeWorld();
    const spawn = () =>
      Promise.reject(machineFailure("cannot-start", "pytest is not on PATH", { hint: "Install it" }));
    const tests: FilledCheck = { ...common, kind: "tests", command: command(), report: "/none.xml" };
    for (const check of [run, tests])
      expect(await runCheck(check, { ...made.world, spawn }).then(undefined, problemOf)).toMatchObject({
        code: "cannot-start",
        exit: 3,
        message: "The check “it works” could not run. pytest is not on PATH",
        hint: "Install it",
      });
  });

  it("shows no secret in lines and reasons", async () => {
    const made = makeWorld();
    made.secrets.add("hunter2");
    const check: FilledCheck = { ...run, expect: { stdout: "ok" } };
    const result = await checked(check, printing(0, "login with hunter2"), made);
    expect(result.why).toContain("***");
    expect(JSON.stringify([result, made.told])).not.toContain("hunter2");
  });

  it("names an expectation that is no regular expression", async () => {
    const check: FilledCheck = { ...run, expect: { stdout: "(" } };
    const problem = await checked(check, printing(0)).then(undefined, problemOf);
    expect(problem).toMatchObject({ code: "bad-pattern", exit: 2 });
  });
});

describe("a check of logs", () => {
  const log = (must: readonly string[], mustNot: readonly string[] = [], service?: string): FilledCheck => ({
    ...common,
    kind: "log",
    must,
    mustNot,
    ...(service !== undefined && { service }),
  });

  it("is green when all that must appear is there already", async () => {
    const made = makeWorld();
    made.log("web", "\u001b[32mrun\u001b[0m succeeded");
    made.log("grpc", "bye");
    expect((await runCheck(log(["run succeeded", "bye"]), made.world)).verdict).toBe("green");
    expect(made.followers.size).toBe(0);
  });

  it("waits for what must appear, and only for so long", async () => {
    const made = makeWorld();
    const result = runCheck(log(["succeeded"]), made.world);
    await made.clock.advance(4000);
    made.log("web", "succeeded");
    expect((await result).verdict).toBe("green");
    const late = runCheck(log(["more"], [], "web"), made.world);
    await made.clock.advance(5000);
    expect(await late).toMatchObject({
      verdict: "red",
      why: "/more/ did not appear in the log of web within 5.0 s",
    });
  });

  it("is red at once when something appears that must not", async () => {
    const made = makeWorld();
    made.log("web", "  KeyError: 'name'");
    expect((await runCheck(log([], ["Error"]), made.world)).why).toBe(
      "/Error/ must not appear in any log, but did: KeyError: 'name'",
    );
    const result = runCheck(log(["never"], ["boom"]), made.world);
    await settle();
    made.log("grpc", "boom");
    expect((await result).verdict).toBe("red");
  });

  it("looks at one service only where it names one", async () => {
    const made = makeWorld();
    made.log("web", "boom");
    expect((await runCheck(log([], ["boom"], "grpc"), made.world)).verdict).toBe("green");
  });

  it("can be cancelled", async () => {
    const cancel = new AbortController();
    const made = makeWorld(cancel.signal);
    const result = runCheck(log(["never"]), made.world).then(undefined, problemOf);
    await settle();
    cancel.abort();
    expect(await result).toMatchObject({ code: "interrupted" });
    expect(made.followers.size).toBe(0);
  });
});

describe("a check that runs tests", () => {
  const withReport = async (
    report: string | undefined,
    exit: number,
    old?: string,
  ): Promise<Awaited<ReturnType<typeof runCheck>>> => {
    const folder = await fs.mkdtemp(join(tmpdir(), "report-"));
    const file = join(folder, "junit.xml");
    if (old !== undefined) await fs.writeFile(file, old);
    const made = makeWorld();
    const spawn: typeof made.world.spawn = async (spec) => {
      if (report !== undefined) await fs.writeFile(file, report);
      const process = await made.processes.spawn(spec);
      made.processes.latest.end(exit);
      return process;
    };
    try {
      return await runCheck(
        { ...common, kind: "tests", command: command(), report: file },
        { ...made.world, spawn },
      );
    } finally {
      await fs.rm(folder, { recursive: true });
    }
  };
  const suite = (...cases: readonly string[]): string => `<testsuite>${cases.join("")}</testsuite>`;
  const good = '<testcase name="good"/>';
  const bad = '<testcase name="bad"><failure message="1 != 2"/></testcase>';

  it("is green when all cases are", async () => {
    expect(await withReport(suite(good), 0)).toMatchObject({
      verdict: "green",
      exit: 0,
      cases: [{ name: "good", verdict: "green" }],
    });
  });

  it("is red by any red case, and names it", async () => {
    expect(await withReport(suite(good, bad), 1)).toMatchObject({
      verdict: "red",
      why: "1 of 2 test cases failed: bad",
      cases: [{ verdict: "green" }, { verdict: "red", message: "1 != 2" }],
    });
  });

  it("is red when the runner failed, though no case did", async () => {
    expect((await withReport(suite(good), 4)).why).toBe("it ended with exit code 4, expected 0");
  });

  it("is red when nothing ran", async () => {
    expect((await withReport(suite(), 0)).why).toBe("no test case ran");
    const skipped = suite('<testcase name="a"><skipped/></testcase>');
    expect((await withReport(skipped, 0)).why).toBe("all 1 test cases were skipped");
  });

  it("is red without a report, or with a broken one", async () => {
    expect((await withReport(undefined, 2)).why).toMatch(
      /^it ended with exit code 2, expected 0, and it wrote no report at /,
    );
    expect((await withReport("<testsuite>", 0)).why).toMatch(
      /can't be read: line 1: <testsuite> is not closed/,
    );
  });

  it("doesn't take the report of an earlier run for its own", async () => {
    expect((await withReport(undefined, 0, suite(good))).why).toMatch(
      /is an older one: this run wrote none$/,
    );
  });
});

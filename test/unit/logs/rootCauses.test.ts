import { describe, expect, it } from "vitest";
import { causesOf, fixture, logged, saying } from "./said";

const check = { service: "the_job succeeds", time: 100 };

describe("root cause lines of the tiny sample", () => {
  it.each(["38", "313"])("say what each side said, its check last, under Python %s", (python) => {
    const causes = causesOf([
      ...logged(fixture(`tiny-webserver-${python}`), { time: 10 }),
      ...logged(fixture(`tiny-codeserver-${python}`), { service: "codeserver", side: "userCode" }),
      ...logged("the_job did not succeed: webserver/2.0.0 answered 500 Internal Server Error", check),
    ]);
    expect(causes).toEqual({
      lines: [
        {
          side: "userCode",
          service: "codeserver",
          version: "1.0.0",
          text: 'ValueError: unknown field "job_name" in ExecuteRequest; expected "jobName"',
          file: "codeserver/codeserver.py",
          line: 17,
          time: 1,
        },
        {
          side: "host",
          service: "webserver",
          version: "2.0.0",
          text: 'webserver.usercode.UserCodeError: user code "tiny" (codeserver/1.0.0) answered 400 Bad Request',
          file: "webserver/usercode.py",
          line: 12,
          time: 12,
        },
        {
          side: "host",
          service: "the_job succeeds",
          version: "2.0.0",
          text: "the_job did not succeed: webserver/2.0.0 answered 500 Internal Server Error",
          time: 100,
        },
      ],
      silent: [],
    });
  });
});

describe("what is no cause", () => {
  it("is everything that programs say while all is well, from start to stop", () => {
    expect(causesOf(logged(fixture("green"), { stream: "stderr" }))).toEqual({
      lines: [],
      silent: ["host", "userCode"],
    });
  });

  it.each(["python-interrupt"])("is the traceback of a stop: %s", (name) => {
    expect(saying(logged(fixture(name)))).toEqual([]);
  });

  it("is what a service is told to ignore, also by the record that a stack was logged with", () => {
    const lines = logged([
      "ERROR:root:known trouble 12",
      "Traceback (most recent call last):",
      "ValueError: x",
    ]);
    expect(saying(lines)).toEqual(["ValueError: x"]);
    expect(saying(lines, { webserver: ["known trouble \\d+"] })).toEqual([]);
    expect(saying(lines, { webserver: ["^ValueError"] })).toEqual([]);
  });

  it("is what belongs to no side", () => {
    expect(saying(logged("ERROR:root:x", { side: undefined }))).toEqual([]);
  });
});

describe("choosing", () => {
  it("leaves statuses and hints out where the side says why", () => {
    const status = '127.0.0.1 - - [01/Jan/2024 12:00:00] "POST /launch HTTP/1.1" 500 -';
    expect(saying(logged([status, "could not launch"]))).toEqual([status]);
    expect(saying(logged(["could not launch"]))).toEqual(["could not launch"]);
    expect(saying(logged([status, "could not launch", "ERROR:root:unknown field x"]))).toEqual([
      "unknown field x",
    ]);
  });

  it("takes hints from stderr alone", () => {
    expect(saying(logged("could not launch", { stream: "stdout" }))).toEqual([]);
  });

  it("says once what is said again with other numbers, and by another record", () => {
    const again = ["ERROR:root:run 12 failed", "ERROR:root:run 13 failed", "ERROR:app:Oops: run 14 failed"];
    expect(saying(logged(again))).toEqual(["run 12 failed"]);
  });

  it("takes at most three of a service, the strongest", () => {
    const errors = ["one", "two", "three", "four"].map((word) => `ERROR:root:it is ${word}`);
    const lines = [...logged([...errors, "ValueError: the reason"])];
    expect(saying(lines)).toEqual(["it is one", "it is two", "ValueError: the reason"]);
  });

  it("counts a lost connection less than any reason, but counts it", () => {
    expect(saying(logged(fixture("node-refused")))).toEqual(["Error: connect ECONNREFUSED 127.0.0.1:1"]);
    expect(saying(logged([...fixture("node-refused"), "ERROR:root:unknown field x"]))).toEqual([
      "unknown field x",
    ]);
  });

  it("puts first what happened first, whichever side it is", () => {
    const lines = [
      ...logged("ERROR:root:effect", { time: 5 }),
      ...logged("ERROR:root:cause", { time: 4, service: "codeserver", side: "userCode" }),
    ];
    expect(saying(lines)).toEqual(["cause", "effect"]);
  });

  it("names the sides that said nothing", () => {
    expect(causesOf(logged("ERROR:root:x")).silent).toEqual(["userCode"]);
  });

  it("keeps a line short enough to be read", () => {
    expect(saying(logged(`ERROR:root:${"long ".repeat(200)}`))[0]).toHaveLength(300);
  });
});

describe("a check", () => {
  it("counts by its last words, on any stream, as its side's", () => {
    expect(
      saying(logged(["first it failed so", "then it failed so"], { ...check, stream: "stdout" })),
    ).toEqual(["then it failed so"]);
    expect(saying(logged(["got 1", "wanted 2 bananas", ""], check))).toEqual(["wanted 2 bananas"]);
  });

  it("says which of a test runner's cases failed", () => {
    const output = [
      "F   [100%]",
      "FAILED tests/test_wire.py::test_read - KeyError: 'jobName'",
      "1 failed in 0.1s",
    ];
    expect(saying(logged(output, { ...check, stream: "stdout" }))).toEqual([
      "tests/test_wire.py::test_read - KeyError: 'jobName'",
    ]);
  });
});

describe("streams", () => {
  it("are read apart, so that what stands between in time does not tear a traceback", () => {
    const mixed = fixture("tiny-codeserver-313").flatMap((line) => [
      ...logged(line, { service: "codeserver", side: "userCode" }),
      ...logged("INFO: something else", { service: "codeserver", side: "userCode", stream: "stdout" }),
      ...logged("INFO: another service"),
    ]);
    expect(saying(mixed)).toEqual([
      'ValueError: unknown field "job_name" in ExecuteRequest; expected "jobName" @ codeserver/codeserver.py:17',
    ]);
  });
});

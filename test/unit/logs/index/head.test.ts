import { describe, expect, it } from "vitest";
import { HeadReader } from "../../../../src/logs/index/head";
import { levelOfCode } from "../../../../src/logs/index/levelBytes";
import { OwnTime } from "../../../../src/logs/index/ownTime";
import { readLevel } from "../../../../src/logs/levels";

const near = Date.UTC(2026, 10, 20, 14, 38, 4, 600);

const timeOf = (text: string): string | undefined => {
  const own = new OwnTime();
  const bytes = Buffer.from(text);
  return own.find(bytes, 0, bytes.length, near)
    ? `${new Date(own.time).toISOString()}${own.zoned ? "" : " unzoned"}${own.resolution === 1 ? "" : ` ±${own.resolution}`}`
    : undefined;
};

describe("the time that a line says itself", () => {
  it.each([
    ["2026-11-20T14:38:04.123Z up", "2026-11-20T14:38:04.123Z"],
    ["2026-11-20T15:38:04.123456+01:00 up", "2026-11-20T14:38:04.123Z"],
    ["2026-11-20 14:38:04,123 INFO up", "2026-11-20T14:38:04.123Z unzoned"],
    ["[2026-11-20 14:38:04] up", "2026-11-20T14:38:04.000Z unzoned ±1000"],
    ["2026-11-20 14:38:04 +0000 up", "2026-11-20T14:38:04.000Z ±1000"],
    ["2026-11-20 14:38:04.5 UTC [7] LOG: up", "2026-11-20T14:38:04.500Z ±100"],
    ["2026/11/20 14:38:04 up", "2026-11-20T14:38:04.000Z unzoned ±1000"],
    ["20261120T143804 up", undefined],
    ["20261120 14:38:04 up", "2026-11-20T14:38:04.000Z unzoned ±1000"],
    ["20/Nov/2026:14:38:04 +0000 GET /", "2026-11-20T14:38:04.000Z ±1000"],
    ['127.0.0.1 - - [20/Nov/2026:15:38:04 +0100] "GET /" 200', "2026-11-20T14:38:04.000Z ±1000"],
    ["20 Nov 2026 14:38:04.123 up", "2026-11-20T14:38:04.123Z unzoned"],
    ["Nov 20 14:38:04 host prog[1]: up", "2026-11-20T14:38:04.000Z unzoned ±1000"],
    ["Nov  2 14:38:04 host prog[1]: up", "2026-11-02T14:38:04.000Z unzoned ±1000"],
    ["Dec 31 23:59:59 host prog: up", "2025-12-31T23:59:59.000Z unzoned ±1000"],
    ["Fri Nov 20 14:38:04 2026 up", "2026-11-20T14:38:04.000Z unzoned ±1000"],
    ["Fri, 20 Nov 2026 14:38:04 GMT", "2026-11-20T14:38:04.000Z unzoned ±1000"],
    ["I1120 14:38:04.123456    1 main.go:12] up", "2026-11-20T14:38:04.123Z unzoned"],
    ["1795185484 up", "2026-11-20T14:38:04.000Z ±1000"],
    ["1795185484.25 up", "2026-11-20T14:38:04.250Z ±10"],
    ["1795185484123 up", "2026-11-20T14:38:04.123Z"],
    ["14:38:04.123 [main] INFO up", "2026-11-20T14:38:04.123Z unzoned"],
    ["23:59:59 up", "2026-11-20T23:59:59.000Z unzoned ±1000"],
    ["INFO  [2026-11-20 14:38:04,123] up", "2026-11-20T14:38:04.123Z unzoned"],
    ["[INFO] 2026-11-20 14:38:04 up", "2026-11-20T14:38:04.000Z unzoned ±1000"],
    ["1234567 up", undefined],
    ["2026-13-45 99:99:99 up", undefined],
    ["2026-11-20", undefined],
    ["10.0.0.1 up", undefined],
    ["up since 2026-11-20 14:38:04", undefined],
    ["", undefined],
  ])("of %j is %j", (text, time) => {
    expect(timeOf(text)).toBe(time);
  });
});

const heads = (records: boolean, ...lines: readonly string[]) => {
  const head = new HeadReader({ records, trustArrival: false, offsetMs: 0 }, near);
  return lines.map((line) => {
    const bytes = Buffer.from(`before\n${line}\n`);
    head.read(bytes, 7, bytes.length - 1);
    const { time, level, stderr, continues } = head;
    return { time: time - near, level: levelOfCode(level), stderr, continues };
  });
};

const levelOf = (text: string) => heads(false, text)[0]?.level;

describe("the level at the head of a line", () => {
  it.each([
    ["2026-11-20 14:38:04,123 DEBUG worker: x", "debug"],
    ["INFO:     Started server process [7]", "info"],
    ["WARNING:root:deprecated", "warning"],
    ["[error] 7#7: connect() failed", "error"],
    ["E1120 14:38:04.123456    1 main.go:12] no", "error"],
    ["2026-11-20 14:38:04 UTC [7] FATAL:  no such database", "fatal"],
    ["14:38:04.123 [main] TRACE a.b.C - x", "trace"],
    ['{"level":"warn","msg":"x"}', "warning"],
    ['{"msg": "x \\" level", "severity": "CRITICAL"}', "fatal"],
    ['{"level":50,"time":1795185484123,"msg":"x"}', "error"],
    ["time=2026-11-20T14:38:04Z level=error msg=x", "error"],
    ["prog: error: no such file", "error"],
    ["\u001b[32mINFO\u001b[0m up", "info"],
    ["2026-11-20 14:38:04 \u001b[31mERROR\u001b[0m down", "error"],
    ["Traceback (most recent call last):", "error"],
    ["builtins.KeyError: 'a'", "error"],
    ["panic: runtime error", "fatal"],
    ["There is an ERROR in this sentence somewhere", undefined],
    ["POST /error 200", undefined],
    ["information about nothing", undefined],
    ["listening", undefined],
    ["", undefined],
  ])("of %j is %j", (text, level) => {
    expect(levelOf(text)).toBe(level);
  });

  it("agrees with what the search for causes reads, wherever that sees a level", () => {
    const texts = [
      "2026-11-20 14:38:04,123 - dagster - ERROR - run failed",
      "2026-11-20 14:38:04 +0000 - dagster.daemon - WARNING - late",
      "ERROR 2026-11-20 14:38:04,123 [main] org.x.Y: no",
      "[2026-11-20 14:38:04,123] INFO [KafkaServer id=1] started (kafka.server.KafkaServer)",
      "2026-11-20 14:38:04.123  WARN 7 --- [main] o.s.b.X : slow",
      "  CRITICAL : all is lost",
      "error: unknown option",
      "2026/11/20 14:38:04 [error] 7#7: *1 upstream",
      "<error> x",
      "Server started without ERROR or WARNING",
    ];
    const coarse = (level: string | undefined) =>
      level === "info" || level === "debug" || level === "trace" ? "quiet" : level;
    expect(texts.map((text) => coarse(levelOf(text)))).toEqual(texts.map((text) => readLevel(text)?.level));
  });
});

describe("the time of a record", () => {
  const at = (arrivedMs: number, text: string) => heads(true, `${near + arrivedMs} o ${text}`)[0]?.time;

  it("is the line's own, as far as that can be true", () => {
    expect(at(900, "2026-11-20T14:38:04.610Z up")).toBe(10);
    expect(at(900, "2026-11-20 20:38:04,610 up, in some zone or other")).toBe(10);
    expect(at(900, "14:38:04.610 up")).toBe(10);
  });

  it("is that of its arrival within the second that the line says", () => {
    expect(at(100, "2026-11-20T14:38:04Z up")).toBe(100);
    expect(at(900, "2026-11-20T14:38:04Z up")).toBe(399);
  });

  it("is that of its arrival where the line speaks of another day, or says none", () => {
    expect(at(5, "2021-01-01T00:00:00Z was then")).toBe(5);
    expect(at(5, "up")).toBe(5);
  });
});

describe("lines that belong to the record above", () => {
  const continued = (...lines: readonly string[]) =>
    heads(true, ...lines.map((line, i) => `${near + i} ${line}`))
      .map(({ continues }) => (continues ? "+" : "-"))
      .join("");

  it("are those of a Python traceback, to the exception and to what it led to", () => {
    expect(
      continued(
        "e ERROR it failed",
        "e Traceback (most recent call last):",
        'e   File "a.py", line 1, in f',
        "e ValueError: a",
        "e ",
        "e During handling of the above exception, another exception occurred:",
        "e ",
        "e Traceback (most recent call last):",
        'e   File "a.py", line 2, in g',
        "e KeyError: b",
        "e next",
      ),
    ).toBe("--++++++++-");
  });

  it("are those of Java, Node, Go, and of JSON over several lines", () => {
    expect(
      continued(
        "o java.io.IOException: a",
        "o \tat a.B.c(B.java:1)",
        "o Caused by: x.Y: b",
        "o \t... 3 more",
      ),
    ).toBe("-+++");
    expect(continued("o Error: a", "o     at f (a.js:1:2)", "o   code: 'A'", "o }", "o next")).toBe("-+++-");
    expect(
      continued(
        "e panic: a",
        "e ",
        "e goroutine 1 [running]:",
        "e main.main()",
        "e \t/a.go:1 +0x1d",
        "e exit status 2",
        "e next",
      ),
    ).toBe("-+++++-");
    expect(continued("o {", 'o   "a": 1', "o }", "o {")).toBe("-++-");
  });

  it("are not those of the other stream, nor any that says its own time or level", () => {
    expect(continued("o a", "e   b", "e   c", "e   2026-11-20 14:38:04,123 d", "o ERROR e")).toBe(
      "--+--".replace("+-", "++"),
    );
  });

  it("have its level", () => {
    const lines = ["e WARNING a", "e   b", "e c"].map((line, i) => `${near + i} ${line}`);
    expect(heads(true, ...lines).map(({ level }) => level)).toEqual(["warning", "warning", undefined]);
  });
});

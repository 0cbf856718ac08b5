import { describe, expect, it } from "vitest";
import { readLevel } from "../../../src/logs/levels";
import { logged, saying } from "./said";

describe("an error's message, without what the logger puts before it", () => {
  it.each([
    ["ERROR:root:wire version 3 is unknown", "wire version 3 is unknown"],
    ["[2024-01-01 12:00:00,000] ERROR in app: Exception on /launch [POST]", "Exception on /launch [POST]"],
    ["2024-05-02 10:11:12 +0000 - dagster.code_server - ERROR - Failed to load", "Failed to load"],
    ['2024-01-01 12:00:00.000 UTC [123] ERROR:  column "x" does not exist', 'column "x" does not exist'],
    ["E0101 12:00:00.000000       1 server.go:12] cannot decode", "cannot decode"],
    ["2024-01-01 12:00:00.000 | ERROR    | app.main:run:12 - too new", "too new"],
    ["2024-01-01 12:00:00.000 ERROR 123 --- [main] c.e.App : unsupported api", "unsupported api"],
    ["2024-01-01T00:00:00.0Z ERROR my_crate::wire: bad magic", "bad magic"],
    ["ERRO[0000] unknown field", "unknown field"],
    ["[12:00:00 ERR] no such method", "no such method"],
    [
      'time=2024-01-01T00:00:00Z level=error msg="decode \\"x\\"" err="unknown tag"',
      'decode "x": unknown tag',
    ],
    ['{"level":"error","msg":"decode failed","error":"unknown tag"}', "decode failed: unknown tag"],
    ['{"severity":"CRITICAL","message":"gone"}', "gone"],
    ['{"level":50,"msg":"boom"}', "boom"],
    ["2024-01-01T12:00:00+0100\tERROR\twire/conn.go:12\tbad frame", "bad frame"],
    ["2024/01/01 12:00:00 [error] 29#29: *1 upstream gone", "29#29: *1 upstream gone"],
    ["fail: Kestrel[13]\n      An unhandled exception.", "Kestrel[13] An unhandled exception."],
    ["\u001b[31merror\u001b[39m: coloured trouble", "coloured trouble"],
    ["\u001b[32m2024-01-01 12:00:00 +0000\u001b[0m - dagster - \u001b[31mERROR\u001b[0m - no", "no"],
    ["usage: prog [-h]\nprog: error: unrecognized arguments: --foo", "unrecognized arguments: --foo"],
    ["Jan  1 12:00:00 host prog[12]: ERROR no such method", "no such method"],
    ["working 10%\rERROR: in place", "in place"],
  ])("%s", (line, message) => {
    expect(saying(logged(line))).toEqual([message]);
  });

  it("is that of a stack, where a structured record carries one", () => {
    const stack = "TypeError: x is not y\n    at f (/trees/new/app.js:3:1)";
    expect(saying(logged(JSON.stringify({ level: 50, msg: "boom", err: { message: "x", stack } })))).toEqual([
      "TypeError: x is not y @ app.js:3",
    ]);
  });
});

describe("a level", () => {
  it.each([
    ["2024-01-01 INFO the ERROR budget is fine", "quiet"],
    ["WARNING:root:ERROR ahead", "warning"],
    ["[2024-01-01 12:00:00,001] WARN Error while electing", "warning"],
    ["LOG:  statement failed", "quiet"],
  ])("is the first that stands in the prefix: %s", (line, level) => {
    expect(readLevel(line)?.level).toBe(level);
  });

  it.each(["the server answered with an ERROR yesterday", "errors: 0", '{"level": cut off', "INFORMATIONAL"])(
    "is not taken from prose: %s",
    (line) => {
      expect(readLevel(line)).toBeUndefined();
    },
  );
});

describe("a status in an access log", () => {
  it.each([
    'INFO:     127.0.0.1:53042 - "POST /launch HTTP/1.1" 500 Internal Server Error',
    '127.0.0.1 - - [01/Jan/2024 12:00:00] "POST /launch HTTP/1.1" 502 -',
    "POST /launch 503 3.2 ms - 12",
    '[GIN] 2024/01/01 - 12:00:00 | 500 |   1.2ms |  127.0.0.1 | POST     "/launch"',
  ])("counts from 500 on, at whatever level: %s", (line) => {
    expect(saying(logged(line))).toHaveLength(1);
  });

  it("counts as a hint below", () => {
    const notFound = 'INFO: 127.0.0.1:1 - "GET /wire/v3 HTTP/1.1" 404 Not Found';
    expect(saying(logged(notFound))).toHaveLength(1);
    expect(saying(logged([notFound, "ERROR:root:no v3"]))).toEqual(["no v3"]);
  });
});

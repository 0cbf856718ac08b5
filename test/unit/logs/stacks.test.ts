import { describe, expect, it } from "vitest";
import { fixture, logged, saying } from "./said";

const saidIn = (name: string): string[] => saying(logged(fixture(name)));

describe("Python", () => {
  it.each(["38", "313"])("a chain says what it began with and what came of it (3.%s)", (python) => {
    expect(saidIn(`python-chain-${python}`)).toEqual([
      "KeyError: 'port' @ chain.py:3",
      "RuntimeError: no port in the workspace @ chain.py:8",
      expect.stringMatching(/^ValueError: while cleaning up @ chain\.py:18$/),
    ]);
  });

  it("a group says what its members say", () => {
    expect(saidIn("python-group")).toEqual([
      "ValueError: a is wrong @ group.py:2",
      "KeyError: 'b' @ group.py:3",
    ]);
  });

  it.each(["python-syntax", "python-syntax-import"])("a file that doesn't compile is named: %s", (name) => {
    expect(saidIn(name)).toEqual(["SyntaxError: invalid syntax @ syn.py:2"]);
  });

  it("a message of several lines is one line", () => {
    expect(saidIn("python-grpc")[0]).toMatch(
      /^RpcError: <_InactiveRpcError of RPC .* status = StatusCode.UNIMPLEMENTED details = "Method not found!".*@ multi\.py:3$/,
    );
  });

  it("a logger's prefix may stand before every line, with another thread's between", () => {
    const prefixed = fixture("tiny-codeserver-313")
      .slice(2, -2)
      .flatMap((line, i) => [`12:00:0${i % 10} [worker-1] ${line}`, `12:00:00 [main] INFO all is well`]);
    expect(saying(logged(prefixed, { side: "userCode" }))).toEqual([
      'ValueError: unknown field "job_name" in ExecuteRequest; expected "jobName" @ codeserver/codeserver.py:17',
    ]);
  });

  it("or only before the first", () => {
    const [, , head = "", ...rest] = fixture("tiny-codeserver-38");
    expect(saying(logged([`2024-01-01 12:00:00 ERROR ${head}`, ...rest], { side: "userCode" }))).toEqual([
      'ValueError: unknown field "job_name" in ExecuteRequest; expected "jobName" @ codeserver/codeserver.py:17',
    ]);
  });

  it("an error that came over a wire says what caused it, below a warning of its own", () => {
    expect(saidIn("dagster-unreachable").map((line) => line.slice(0, 70))).toEqual([
      "grpc._channel._InactiveRpcError: <_InactiveRpcError of RPC that termin",
      "dagster._core.errors.DagsterUserCodeUnreachableError: Could not reach ",
    ]);
  });

  it("such an error is found within the other side's words", () => {
    const text = [
      '/envs/host/lib/dagster/context.py:590: UserWarning: Error loading repository location x:dagster.DeserializationError: Attempted to deserialize class "ExternalTargetData" which is not in the whitelist.',
      "",
      "Stack Trace:",
      '  File "/trees/new/dagster/serdes.py", line 300, in unpack',
      "    raise DeserializationError(",
      "",
      "  warnings.warn(",
    ];
    expect(saying(logged(text))).toEqual([
      'dagster.DeserializationError: Attempted to deserialize class "ExternalTargetData" which is not in the whitelist. @ dagster/serdes.py:300',
    ]);
  });

  it("a traceback whose error tells of another process's stack says first what that one was caused by", () => {
    const text = [
      "Traceback (most recent call last):",
      '  File "/trees/new/dagster/client.py", line 300, in load',
      "    raise UserCodeError.from_error_info(error)",
      "dagster.UserCodeError: dagster.LoadError: Error while loading definitions",
      "",
      "Stack Trace:",
      '  File "/trees/new/dagster/server.py", line 280, in __init__',
      "    raise LoadError(",
      "",
      "The above exception was caused by the following exception:",
      "KeyError: 'partitions'",
      "",
      "Stack Trace:",
      '  File "/trees/new/repo.py", line 120, in load',
      "    return known[key]",
    ];
    const said = [
      "KeyError: 'partitions' @ repo.py:120",
      "dagster.UserCodeError: dagster.LoadError: Error while loading definitions @ dagster/client.py:300",
    ];
    expect(saying(logged(text))).toEqual(said);
    const prefixed = text.map((line) => `2026-11-20 12:20:29 +0000 - dagster - ERROR - ${line}`);
    expect(saying(logged(prefixed))).toEqual(said);
  });

  it("a traceback that is cut off says nothing", () => {
    expect(saying(logged(fixture("tiny-codeserver-313").slice(2, 9)))).toEqual([]);
  });
});

describe("Node", () => {
  it("an error says what it was caused by; of several, the first", () => {
    expect(saidIn("node-errors")).toEqual([
      "TypeError: x.foo is not a function @ a.js:2",
      "ApiError: call failed @ a.js:3",
      "Error: one @ a.js:5",
    ]);
  });

  it.each([
    ["node-syntax", "SyntaxError: Unexpected identifier 'bar' @ s.js:2"],
    [
      "node-import",
      "SyntaxError: The requested module './m.mjs' does not provide an export named 'nope' @ i.mjs:1",
    ],
    ["node-module", "Error: Cannot find module 'left-pad-x' Require stack: - /trees/new/m.js @ m.js:1"],
  ])("%s names the file, though only Node's own frames are in the stack", (name, said) => {
    expect(saidIn(name)).toEqual([said]);
  });

  it("a rejection with no error has no place", () => {
    expect(saidIn("node-rejection")).toEqual([expect.stringMatching(/reason "just a text"\.$/)]);
  });

  it("frames may be file URLs, also of Windows", () => {
    const text = "Error: boom\n    at file:///trees/new/a.mjs:1:2\n    at f (file:///C:/x/b.mjs:3:4)";
    expect(saying(logged(text))).toEqual(["Error: boom @ a.mjs:1"]);
    expect(saying(logged("Error: boom\n    at f (file:///C:/x/b.mjs:3:4)"))).toEqual([
      "Error: boom @ C:/x/b.mjs:3",
    ]);
  });

  it("a compose prefix may stand before every line", () => {
    const text = "web-1  | TypeError: boom\nweb-1  |     at f (/trees/new/a.js:1:2)\nweb-1  | listening";
    expect(saying(logged(text))).toEqual(["TypeError: boom @ a.js:1"]);
  });
});

describe("other languages", () => {
  it.each([
    [
      "java",
      [
        "java.lang.IllegalStateException: unknown api key 68 @ T.java:1",
        "java.lang.RuntimeException: request failed @ T.java:2",
      ],
    ],
    ["go", ["panic: runtime error: index out of range [5] with length 3 @ go/main.go:3"]],
    [
      "rust",
      ["thread 'main' panicked: called `Result::unwrap()` on an `Err` value: \"bad version\" @ main.rs:1"],
    ],
    ["cpp", ["std::runtime_error: wire version 3 not supported"]],
    ["assert", ["t: t.cc:3: int main(int, char**): Assertion `c==1' failed. @ t.cc:3"]],
  ])("%s", (name, said) => {
    expect(saidIn(name)).toEqual(said);
  });

  it("old Rust has its message in quotes", () => {
    expect(saying(logged("thread 'main' panicked at 'bad magic', src/main.rs:2:5"))).toEqual([
      "thread 'main' panicked: bad magic @ src/main.rs:2",
    ]);
  });

  it(".NET names a place by line", () => {
    const text = "System.Exception: bad frame\n   at Wire.Read() in /trees/new/Wire.cs:line 7\n   at Main()";
    expect(saying(logged(text))).toEqual(["System.Exception: bad frame @ Wire.cs:7"]);
  });
});

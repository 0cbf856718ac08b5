import { describe, expect, it } from "vitest";
import type { BreakpointScope, ExceptionRecord } from "../../../../src/debug/proxy/types";
import { clientOf, FakeTarget, settled } from "./fakeTarget";

const scope = (more: Partial<BreakpointScope>): BreakpointScope => ({
  sides: ["host", "userCode"],
  functions: [],
  exceptions: {},
  ...more,
});

const filters = [
  { filter: "raised", label: "Raised Exceptions", default: false },
  { filter: "uncaught", label: "Uncaught Exceptions", default: true },
  { filter: "userUnhandled", label: "User Uncaught Exceptions", default: false },
];

const withFilters = (): FakeTarget =>
  new FakeTarget({
    initialize: (request, to) => to.answer(request, { exceptionBreakpointFilters: filters }),
  });

describe("labels", () => {
  it("follow the debugger's own names of threads, ids untouched", async () => {
    const target = new FakeTarget({
      threads: (request, to) =>
        to.answer(request, {
          threads: [
            { id: 7, name: "MainThread" },
            { id: 8, name: "" },
          ],
        }),
    });
    expect((await clientOf(target).ask("threads")).body).toEqual({
      threads: [
        { id: 7, name: "MainThread · userCode 1.0.0" },
        { id: 8, name: "userCode 1.0.0" },
      ],
    });
  });

  it("are the origin of frames' sources; their names stay", async () => {
    const stackFrames = [
      { id: 1, name: "f", line: 3, source: { path: "/a.py" } },
      { id: 2, name: "g", source: { path: "/b.py", origin: "eval" } },
      { id: 3, name: "native" },
    ];
    const target = new FakeTarget({
      stackTrace: (request, to) => to.answer(request, { stackFrames, totalFrames: 3 }),
    });
    expect((await clientOf(target).ask("stackTrace", { threadId: 1, startFrame: 0 })).body).toEqual({
      stackFrames: [
        { id: 1, name: "f", line: 3, source: { path: "/a.py", origin: "userCode 1.0.0" } },
        { id: 2, name: "g", source: { path: "/b.py", origin: "eval · userCode 1.0.0" } },
        { id: 3, name: "native" },
      ],
      totalFrames: 3,
    });
  });

  it("leave refusals as they are", async () => {
    const target = new FakeTarget({
      threads: (request, to) => to.answer(request, { error: { id: 1 } }, false),
    });
    expect(await clientOf(target).ask("threads")).toMatchObject({
      success: false,
      body: { error: { id: 1 } },
    });
  });
});

describe("exception filters", () => {
  it("are offered by side, those on that stop at what a server swallows", async () => {
    const { body } = await clientOf(withFilters(), { scope: scope({}) }).ask("initialize");
    expect(body).toEqual({
      exceptionBreakpointFilters: [
        { filter: "raised", label: "Raised Exceptions · userCode", default: false },
        { filter: "uncaught", label: "Uncaught Exceptions · userCode", default: true },
        { filter: "userUnhandled", label: "User Uncaught Exceptions · userCode", default: true },
      ],
    });
  });

  it("that the configuration decides are not offered, and win over what is asked", async () => {
    const target = withFilters();
    const client = clientOf(target, { scope: scope({ exceptions: { raised: true, uncaught: false } }) });
    const { body } = await client.ask("initialize");
    expect(body).toMatchObject({ exceptionBreakpointFilters: [{ filter: "userUnhandled" }] });
    await client.ask("setExceptionBreakpoints", {
      filters: ["uncaught", "userUnhandled"],
      filterOptions: [{ filterId: "uncaught", condition: "x" }],
      exceptionOptions: [],
    });
    expect(target.of("setExceptionBreakpoints")[0]?.arguments).toEqual({
      filters: ["userUnhandled", "raised"],
      filterOptions: [],
      exceptionOptions: [],
    });
  });

  it("that come later are treated alike", async () => {
    const target = new FakeTarget();
    const client = clientOf(target);
    await client.ask("initialize");
    target.event("capabilities", { capabilities: { exceptionBreakpointFilters: filters.slice(2) } });
    await settled();
    expect(client.events("capabilities")).toEqual([
      {
        capabilities: {
          exceptionBreakpointFilters: [
            { filter: "userUnhandled", label: "User Uncaught Exceptions · userCode", default: true },
          ],
        },
      },
    ]);
  });
});

describe("function breakpoints", () => {
  const counting = (): FakeTarget =>
    new FakeTarget({
      setFunctionBreakpoints: (request, to) => {
        const { breakpoints } = Object(request.arguments);
        to.answer(request, { breakpoints: breakpoints.map((one: object) => ({ verified: true, ...one })) });
      },
    });

  it("named with a side go to that side only; each gets its answer", async () => {
    const target = counting();
    const client = clientOf(target, { scope: scope({ functions: ["serve"] }) });
    const names = ["host: launch_run", "both", "userCode: a::b", "std::sort"];
    const { body } = await client.ask("setFunctionBreakpoints", {
      breakpoints: names.map((name) => ({ name, condition: "x" })),
    });
    expect(target.of("setFunctionBreakpoints")[0]?.arguments).toEqual({
      breakpoints: [
        { name: "both", condition: "x" },
        { name: "a::b", condition: "x" },
        { name: "std::sort", condition: "x" },
        { name: "serve" },
      ],
    });
    expect(body).toEqual({
      breakpoints: [
        { verified: false, message: "Only for host" },
        { verified: true, name: "both", condition: "x" },
        { verified: true, name: "a::b", condition: "x" },
        { verified: true, name: "std::sort", condition: "x" },
      ],
    });
  });

  it("without a side go everywhere, untouched", async () => {
    const target = counting();
    const args = { breakpoints: [{ name: "f" }, { name: "elsewhere: g" }] };
    await clientOf(target, { scope: scope({}) }).ask("setFunctionBreakpoints", args);
    expect(target.of("setFunctionBreakpoints")[0]?.arguments).toEqual(args);
  });
});

describe("exceptions", () => {
  const stoppedBy = async (target: FakeTarget, more = {}): Promise<ExceptionRecord[]> => {
    const records: ExceptionRecord[] = [];
    const client = clientOf(target, { hooks: { exception: (record) => records.push(record) } });
    await client.ask("initialize");
    target.event("stopped", { reason: "exception", threadId: 3, text: "KeyError", ...more });
    await settled();
    await settled();
    expect(client.heard.filter((one) => one.type === "response")).toHaveLength(1);
    return records;
  };

  it("are recorded with their traceback, without the client noticing", async () => {
    const target = new FakeTarget({
      initialize: (request, to) => to.answer(request, { supportsExceptionInfoRequest: true }),
      exceptionInfo: (request, to) =>
        to.answer(request, {
          exceptionId: "KeyError",
          description: "'job_name'",
          details: { stackTrace: "File x", typeName: "builtins.KeyError", message: "'job_name'" },
        }),
    });
    expect(await stoppedBy(target)).toEqual([
      {
        ...{ side: "userCode", version: "1.0.0", service: "grpc", threadId: 3 },
        ...{ exception: "builtins.KeyError", text: "'job_name'", traceback: "File x" },
      },
    ]);
    expect(target.of("exceptionInfo")[0]?.arguments).toEqual({ threadId: 3 });
  });

  it("are recorded from the stop where the debugger can't be asked, or refuses", async () => {
    const refusing = new FakeTarget({
      initialize: (request, to) => to.answer(request, { supportsExceptionInfoRequest: true }),
      exceptionInfo: (request, to) => to.answer(request, {}, false),
    });
    const expected = [
      expect.objectContaining({ exception: "KeyError", text: "KeyError", traceback: undefined }),
    ];
    expect(await stoppedBy(refusing)).toEqual(expected);
    const plain = new FakeTarget();
    expect(await stoppedBy(plain)).toEqual(expected);
    expect(plain.of("exceptionInfo")).toEqual([]);
  });
});

describe("old debuggers", () => {
  it("are asked for a stack from its first frame, whatever the client leaves out", async () => {
    const target = new FakeTarget();
    const client = clientOf(target);
    await client.ask("stackTrace", { threadId: 1 });
    await client.ask("stackTrace", { threadId: 1, startFrame: 2 });
    expect(target.of("stackTrace").map((one) => one.arguments)).toEqual([
      { threadId: 1, startFrame: 0 },
      { threadId: 1, startFrame: 2 },
    ]);
  });
});

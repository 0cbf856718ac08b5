import { describe, expect, it } from "vitest";
import { exceptionStopRule } from "../../../../src/debug/proxy/exceptionStops";
import { exceptionRecord } from "../../../../src/debug/proxy/exceptions";
import type { Event } from "../../../../src/debug/proxy/message";

const note = "       (note: full exception trace is shown but execution is paused at: do_POST)";

const stopped = (body: Record<string, unknown>): Event => ({
  seq: 1,
  type: "event",
  event: "stopped",
  body: { threadId: 3, ...body },
});

const heard = (event: Event): unknown => exceptionStopRule.event?.(event).body;

describe("a stop at an exception", () => {
  it("says its type where the side's name needs the room, and keeps the message", () => {
    const stop = { reason: "exception", text: `ValueError${note}`, description: 'unknown field "x"' };
    expect(heard(stopped(stop))).toEqual({
      ...{ threadId: 3, reason: "exception" },
      ...{ description: "Paused on ValueError", text: 'ValueError: unknown field "x"' },
    });
  });

  it("stays as it is where the debugger says but one thing, or nothing", () => {
    const signal = stopped({ reason: "exception", text: "signal SIGSEGV", description: "signal SIGSEGV" });
    const silent = stopped({ reason: "exception" });
    for (const one of [signal, silent, stopped({ reason: "exception", text: "KeyError" })])
      expect(exceptionStopRule.event?.(one)).toBe(one);
  });

  it("is headed by its bare type where the editor shows all of it", () => {
    const asked = { seq: 4, type: "request", command: "exceptionInfo", arguments: { threadId: 3 } } as const;
    const details = { exceptionId: `ValueError${note}`, breakMode: "always", description: "unknown field" };
    const answer = {
      seq: 9,
      type: "response",
      request_seq: 4,
      success: true,
      command: "exceptionInfo",
    } as const;
    expect(exceptionStopRule.response?.({ ...answer, body: details }, asked).body).toEqual({
      ...details,
      exceptionId: "ValueError",
    });
    const refused = { ...answer, success: false };
    expect(exceptionStopRule.response?.(refused, asked)).toBe(refused);
  });

  it("is told from a stop for anything else", () => {
    const step = stopped({ reason: "step", text: "a", description: "b" });
    expect(exceptionStopRule.event?.(step)).toBe(step);
  });

  it("is of record with its bare type and its message, also where the debugger is gone by then", async () => {
    const stop = stopped({
      ...{ reason: "exception", text: `ValueError${note}`, description: 'unknown field "x"' },
    });
    const label = { side: "userCode", version: "1.0.0", service: "grpc" };
    expect(await exceptionRecord(stop, label, undefined)).toMatchObject({
      ...{ exception: "ValueError", text: 'unknown field "x"', traceback: undefined },
    });
  });
});

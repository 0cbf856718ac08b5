import { describe, expect, it } from "vitest";
import { UnshownException } from "../../../../src/editor/debug/unshownException";

const event = (name: string, body: object = {}) => ({ seq: 1, type: "event", event: name, body });
const request = (command: string) => ({ seq: 1, type: "request", command, arguments: { threadId: 7 } });
const able = (supportsExceptionInfoRequest: boolean) => ({
  type: "response",
  command: "initialize",
  body: { supportsExceptionInfoRequest },
});
const raised = event("stopped", { reason: "exception", threadId: 7 });

const left = (...messages: readonly unknown[]): number | undefined => {
  const exception = new UnshownException();
  for (const message of messages) exception.hear(message);
  return exception.threadId;
};

describe("an exception that the editor does not show", () => {
  it("is one that it has not asked about", () => {
    expect(left(able(true), raised)).toBe(7);
    expect(left(able(true), raised, request("stackTrace"), request("scopes"))).toBe(7);
    expect(left(able(true), raised, request("exceptionInfo"))).toBeUndefined();
  });

  it("is none once the thread goes on, or stops for something else", () => {
    expect(left(able(true), raised, request("continue"))).toBeUndefined();
    expect(left(able(true), raised, event("continued"))).toBeUndefined();
    expect(left(able(true), raised, event("terminated"))).toBeUndefined();
    const breakpoint = event("stopped", { reason: "breakpoint", threadId: 7 });
    expect(left(able(true), raised, breakpoint)).toBeUndefined();
  });

  it("is none where the debugger could not be asked about it", () => {
    expect(left(raised)).toBeUndefined();
    expect(left(able(false), raised)).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { mapEvent, mapRequest, mapResponse } from "../../../../src/debug/proxy/sources";

const upper = (path: string): string => path.toUpperCase();
const source = { path: "/a", name: "a" };
const mapped = { path: "/A", name: "a" };

const response = (command: string, body: unknown) =>
  mapResponse({ type: "response", seq: 1, request_seq: 1, command, success: true, body }, command, upper)
    .body;

describe("paths", () => {
  it("are found wherever an answer carries a source", () => {
    for (const [command, list, key] of [
      ["stackTrace", "stackFrames", "source"],
      ["scopes", "scopes", "source"],
      ["setBreakpoints", "breakpoints", "source"],
      ["setFunctionBreakpoints", "breakpoints", "source"],
      ["disassemble", "instructions", "location"],
    ] as const) {
      const other = { id: 2 };
      expect(response(command, { [list]: [{ id: 1, [key]: source }, other], more: 1 }), command).toEqual({
        [list]: [{ id: 1, [key]: mapped }, other],
        more: 1,
      });
    }
    expect(response("loadedSources", { sources: [source] })).toEqual({ sources: [mapped] });
    expect(response("locations", { source, line: 1 })).toEqual({ source: mapped, line: 1 });
  });

  it("are found in events", () => {
    const event = (name: string, body: unknown) =>
      mapEvent({ type: "event", seq: 1, event: name, body }, upper).body;
    expect(event("output", { source, output: "x" })).toEqual({ source: mapped, output: "x" });
    expect(event("loadedSource", { source, reason: "new" })).toEqual({ source: mapped, reason: "new" });
    expect(event("breakpoint", { breakpoint: { id: 1, source } })).toEqual({
      breakpoint: { id: 1, source: mapped },
    });
    expect(event("module", { module: { path: "/a" } })).toEqual({ module: { path: "/a" } });
  });

  it("are found in questions", () => {
    for (const command of ["setBreakpoints", "breakpointLocations", "source", "gotoTargets"]) {
      const request = { type: "request", seq: 1, command, arguments: { source, line: 4 } } as const;
      expect(mapRequest(request, upper).arguments, command).toEqual({ source: mapped, line: 4 });
    }
    const other = { type: "request", seq: 1, command: "evaluate", arguments: { expression: "/a" } } as const;
    expect(mapRequest(other, upper)).toBe(other);
  });

  it("of sources that only the debugger has stay", () => {
    const generated = { path: "/a", sourceReference: 5 };
    expect(response("loadedSources", { sources: [generated, { name: "x" }] })).toEqual({
      sources: [generated, { name: "x" }],
    });
  });
});

import { describe, expect, it } from "vitest";
import { argumentsOf, type Request, type Response } from "../../../../src/debug/proxy/message";
import { pathRule } from "../../../../src/debug/proxy/pathRule";
import type { Paths } from "../../../../src/debug/proxy/paths";

const twoPlaces: Paths = {
  toClient: (path) => path.replace("/copy/", "/tree/"),
  toTarget: (path) => (path.startsWith("/tree/") ? [path.replace("/tree/", "/copy/"), path] : [path]),
  seen: () => undefined,
  forget: () => undefined,
};

const setting = (path: string): Request => ({
  ...{ type: "request", seq: 5, command: "setBreakpoints" },
  arguments: { source: { path }, breakpoints: [{ line: 1 }, { line: 2 }] },
});

const answering = ({ seq }: Request, breakpoints: readonly object[]): Response => ({
  ...{ type: "response", seq: 1, request_seq: seq, command: "setBreakpoints", success: true },
  body: { breakpoints },
});

describe("breakpoints", () => {
  it("reach every path that the target may run the file by, the client's question last", () => {
    const sent = pathRule(twoPlaces, () => 77).toTarget?.(setting("/tree/a.py")) ?? [];
    expect(sent.map((one) => [one.seq, argumentsOf(one)["source"]])).toEqual([
      [77, { path: "/copy/a.py" }],
      [5, { path: "/tree/a.py" }],
    ]);
  });

  it("are bound that bound by any of the paths", () => {
    const rule = pathRule(twoPlaces, () => 77);
    const [copy, own] = rule.toTarget?.(setting("/tree/a.py")) ?? [];
    if (copy === undefined || own === undefined) throw new Error("two questions expected");
    const bound = { id: 1, verified: true, source: { path: "/copy/a.py" } };
    rule.response?.(answering(copy, [bound, { id: 2, verified: false }]), copy);
    const unbound = [
      { id: 3, verified: false },
      { id: 4, verified: false },
    ];
    expect(rule.response?.(answering(own, unbound), own).body).toEqual({
      breakpoints: [
        { id: 1, verified: true, source: { path: "/tree/a.py" } },
        { id: 4, verified: false },
      ],
    });
  });

  it("say by which path the client has the file open", () => {
    const seen: string[] = [];
    const rule = pathRule({ ...twoPlaces, seen: (path) => seen.push(path) }, () => 77);
    rule.toTarget?.(setting("/link/a.py"));
    expect(seen).toEqual(["/link/a.py"]);
  });

  it("in a file with one path go on as they came", () => {
    const request = setting("/elsewhere.py");
    const sent = pathRule(twoPlaces, () => 77).toTarget?.(request) ?? [];
    expect(sent).toHaveLength(1);
    expect(sent[0]).toBe(request);
  });
});

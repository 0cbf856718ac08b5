import { describe, expect, it } from "vitest";
import { extendPath, parsePath } from "../../../src/rewrites/path";
import { Failure } from "../../../src/util/problem";

describe("paths", () => {
  it.each([
    ["a", ["a"]],
    ["load_from[0].grpc_server.host", ["load_from", 0, "grpc_server", "host"]],
    ["[1][2].a", [1, 2, "a"]],
    ['a."b.c".d', ["a", "b.c", "d"]],
    ["a['x.y']['z']", ["a", "x.y", "z"]],
    ['a["q\\"].r"]', ["a", 'q"].r']],
    ['"a b"', ["a b"]],
    ["a b.c-d", ["a b", "c-d"]],
    ["a.0", ["a", "0"]],
  ])("reads %s", (path, segments) => {
    expect(parsePath(path)).toEqual(segments);
  });

  it.each(["", ".a", "a.", "a..b", "a[", "a[x]", "a.[0]", "a[0]b", 'a"b"', '"a"b', "a]"])(
    "refuses %j",
    (path) => {
      expect(() => parsePath(path)).toThrow(Failure);
    },
  );

  it("writes what it reads", () => {
    const segments = ["a", 0, "b.c", 'd"]', "e", 2];
    expect(parsePath(segments.reduce<string>(extendPath, ""))).toEqual(segments);
  });
});

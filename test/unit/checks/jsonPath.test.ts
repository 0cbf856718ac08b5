import { describe, expect, it } from "vitest";
import { jsonFrom, valueAt } from "../../../src/checks/jsonPath";

const json = { a: { b: [{ id: 1 }, { id: "two" }] }, "a key": true, none: null };

describe("a JSON path", () => {
  it.each([
    ["$.a.b[0].id", 1],
    ["a.b[1].id", "two"],
    ["$.a.b[-1].id", "two"],
    ["$['a key']", true],
    ['["a key"]', true],
    ["$.a.b", json.a.b],
    ["$", json],
  ])("%s finds its value", (path, value) => {
    expect(valueAt(json, path)).toEqual({ ok: true, value });
  });

  it.each([
    ["$.a.c", "$.a has no c: there are b"],
    ["$.aa", "$ has no aa: there are a, a key, none; did you mean a?"],
    ["$.a.b[2]", "$.a.b has no [2]: a list of 2 elements is there"],
    ["$.a.b[0].id.x", "$.a.b[0].id has no x: 1 is there"],
    ["$.none", "$.none is null"],
    ["$.toString", "$ has no toString"],
    ["$.a..b", "is no path such as"],
    ["$.a[b", "is no path such as"],
  ])("%s says what is there instead", (path, message) => {
    expect(valueAt(json, path)).toMatchObject({ ok: false, error: expect.stringContaining(message) });
  });

  it("is asked of the last JSON line where other things were printed before", () => {
    expect(jsonFrom('starting\n{"a": 1}\n{"b": 2}\ndone\n')).toEqual({ value: { b: 2 } });
    expect(jsonFrom('{\n "a": 1\n}\n')).toEqual({ value: { a: 1 } });
    expect(jsonFrom("nothing")).toBeUndefined();
  });
});

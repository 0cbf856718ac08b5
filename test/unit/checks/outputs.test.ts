import { describe, expect, it } from "vitest";
import { captureOutputs } from "../../../src/checks/outputs";
import { problemOf } from "../../../src/util/problem";

const capture = (spec: { regex?: string; json?: string }, stdout: string) =>
  captureOutputs("login", { it: { ...spec, secret: false } }, stdout)["it"];
const problem = (spec: { regex?: string; json?: string }, stdout: string) => {
  try {
    capture(spec, stdout);
  } catch (error) {
    return problemOf(error);
  }
  throw new Error("it should have failed");
};

describe("an output", () => {
  it("is the first group of its regex, or all that matched where there is none", () => {
    expect(capture({ regex: "^id: (\\d+)$" }, "name: x\nid: 42\n")).toBe("42");
    expect(capture({ regex: "\\d+" }, "id: 42")).toBe("42");
    expect(capture({ regex: "id:(\\d*)" }, "id:")).toBe("");
  });

  it("is a text for each kind of JSON", () => {
    expect(capture({ json: "$.a" }, '{"a": "text"}')).toBe("text");
    expect(capture({ json: "$.a" }, '{"a": 1.5}')).toBe("1.5");
    expect(capture({ json: "$.a" }, '{"a": {"b": [1]}}')).toBe('{"b":[1]}');
  });

  it("is all that was printed, where neither is asked for", () => {
    expect(capture({}, " token\n")).toBe("token");
  });

  it("that is not there names what is", () => {
    expect(problem({ regex: "x" }, "a\nb").lines).toEqual(["a", "b"]);
    expect(problem({ regex: "x" }, "  ").hint).toContain("It printed nothing.");
    expect(problem({ json: "$.a" }, "no JSON").message).toContain("what it printed is no JSON");
    expect(problem({ json: "$.a" }, '{"a": null}').message).toContain("$.a is null");
  });

  it("whose regex is none is the user's to correct", () => {
    expect(problem({ regex: "(" }, "x")).toMatchObject({ code: "bad-pattern", exit: 2 });
  });
});

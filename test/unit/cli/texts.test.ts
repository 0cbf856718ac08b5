import { expect, it } from "vitest";
import { problemLines } from "../../../src/cli/problemText";
import { checkLine, uncheckedText } from "../../../src/cli/reportText";
import type { Terminal } from "../../../src/cli/terminal";
import { sayUndone } from "../../../src/cli/undoneText";
import { inputFailure, interrupted, problemOf } from "../../../src/util/problem";

const said: string[] = [];
const terminal: Terminal = {
  interactive: false,
  out: () => undefined,
  say: (text) => void said.push(text),
  status: () => undefined,
  paint: (colour, text) => `<${colour}>${text}`,
};
const lines = (error: unknown): string[] => problemLines(problemOf(error), terminal);

it("a problem says where, what, its lines, and what to do now", () => {
  const place = { file: "b.json", line: 2, column: 3 };
  expect(lines(inputFailure("x", "It is wrong", { place, lines: ["one", "two"], hint: "Mend it." }))).toEqual(
    ["<red>✗ b.json:2:3: It is wrong", "    one", "    two", "  → Mend it."],
  );
});

it("being cancelled is no failure, and shows no stack", () => {
  expect(lines(interrupted("Starting"))).toEqual(["<yellow>■ Starting was cancelled"]);
  expect(lines(new DOMException("stop", "AbortError"))).toEqual(["<yellow>■ The operation was cancelled"]);
});

it("a defect of ours asks to be reported, with its stack", () => {
  const [first, ask, ...stack] = lines(new TypeError("oops"));
  expect(first).toBe("<red>✗ oops");
  expect(ask).toContain("please report it");
  expect(stack[0]).toContain("TypeError: oops");
  expect(stack.length).toBeLessThanOrEqual(8);
});

it("a check shows its verdict, its time, and why it is red", () => {
  const check = { name: "it works", seconds: 1.25, lines: [], side: undefined };
  expect(checkLine({ ...check, verdict: "green" }, terminal)).toMatch(
    /^<green>✓ check "it works" +<dim>1\.3 s$/,
  );
  expect(checkLine({ ...check, verdict: "red", why: "it ended with 1" }, terminal)).toMatch(
    /^<red>✗ check "it works" .*\n {4}it ended with 1$/,
  );
});

it("what was kept because of the user's edits is named", () => {
  sayUndone({ did: ["restored /a"], kept: [] }, terminal);
  sayUndone({ did: [], kept: ["/a: an edit of yours stays"] }, terminal);
  expect(said).toEqual([
    "<green>✓ restored: nothing left",
    "<yellow>! restored, but kept because of edits of yours:",
    "    /a: an edit of yours stays",
  ]);
});

it("green says so where there was nothing to check", () => {
  const services = (count: number) => ({
    services: Object.fromEntries(Array.from({ length: count }, (_, n) => [`s${n}`, {}])),
  });
  const checks = [{ name: "c", verdict: "green", seconds: 1 }] as const;
  expect(uncheckedText({ verdict: "green", checks: [] }, services(2))).toBe(
    "nothing was checked: the services got ready",
  );
  expect(uncheckedText({ verdict: "green", checks: [] }, services(0))).toContain("no services either");
  expect(uncheckedText({ verdict: "green", checks }, services(2))).toBeUndefined();
  expect(uncheckedText({ verdict: "unbuildable", checks: [] }, services(2))).toBeUndefined();
});

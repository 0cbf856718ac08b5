import { describe, expect, it } from "vitest";
import { parseXml } from "../../../../src/checks/xml";
import type { MatrixReport } from "../../../../src/matrix/report";
import { badgeReport } from "../../../../src/matrix/reports/badge";
import { compareWith, readBaseline } from "../../../../src/matrix/reports/baseline";
import { gridsOf } from "../../../../src/matrix/reports/grid";
import { htmlReport } from "../../../../src/matrix/reports/html";
import { junitReport } from "../../../../src/matrix/reports/junit";
import { markdownReport } from "../../../../src/matrix/reports/markdown";
import type { CellResult, CellVerdict } from "../../../../src/matrix/types";
import { resultOf } from "../grid";

const evil = `</pre><script>alert("1 & 2")</script>\u0000`;

const cell = (a: string, b: string, verdict: CellVerdict, more: Partial<CellResult> = {}): CellResult => ({
  ...resultOf(verdict, { a, b }),
  ...more,
});

const red = cell("2", "1", "red", {
  checks: [{ name: "it works", verdict: "red", seconds: 1, exit: 1, why: "exit code 1" }],
  rootCauseLines: [{ side: "host", service: "web", version: "2", text: evil, file: "a.py", line: 3 }],
  silent: ["code"],
  emulation: "abc",
});

const report = (...cells: readonly CellResult[]): MatrixReport => ({
  axes: [
    { name: "a", versions: ["1", "2"] },
    { name: "b", versions: ["1", "2"] },
  ],
  cells,
  unexpected: cells.filter(({ verdict }) => verdict === "red"),
  borders: [],
  notRun: 4 - cells.length,
  seconds: 12.5,
});

const whole = report(cell("1", "1", "green"), cell("1", "2", "unbuildable"), red);

describe("a grid", () => {
  it("has the last axis in columns and the one before in rows, with a gap where nothing was run", () => {
    const [grid] = gridsOf(whole);
    expect(grid?.columns).toEqual(["1", "2"]);
    expect(grid?.rows.map(({ cells }) => cells.map((one) => one?.verdict))).toEqual([
      ["green", "unbuildable"],
      ["red", undefined],
    ]);
  });

  it("is there once for each version of any further axis, and a single row for a single axis", () => {
    const axes = [{ name: "z", versions: ["x", "y"] }, ...whole.axes];
    expect(gridsOf({ axes, cells: [] }).map(({ fixed }) => fixed)).toEqual([[["z", "x"]], [["z", "y"]]]);
    const one = gridsOf({ axes: whole.axes.slice(1), cells: [resultOf("green", { b: "2" })] });
    expect(one[0]?.rows[0]?.cells.map((found) => found?.verdict)).toEqual([undefined, "green"]);
  });
});

describe("a JUnit report", () => {
  it("is well-formed whatever was logged, with a failure for each unexpected red", () => {
    const suites = parseXml(junitReport(evil, whole));
    expect(suites.attributes).toMatchObject({ tests: "3", failures: "1", skipped: "1" });
    const [suite] = suites.children;
    const failing = suite?.children.filter(({ children }) => children[0]?.name === "failure");
    expect(failing?.map(({ attributes }) => attributes["name"])).toEqual(["a 2 × b 1"]);
    expect(failing?.[0]?.children[0]?.attributes["message"]).toBe("it works: exit code 1");
    expect(failing?.[0]?.children[0]?.text).toContain("code said nothing");
  });

  it("skips a red that was expected, and fails a green that was not", () => {
    const text = junitReport(
      "s",
      report({ ...red, expected: "known" }, cell("1", "1", "green", { wasExpected: "issue 5" })),
    );
    const cases = parseXml(text).children[0]?.children ?? [];
    expect(cases.map(({ children }) => [children[0]?.name, children[0]?.attributes["message"]])).toEqual([
      ["skipped", "red: expected: known"],
      ["failure", "was expected to be red: issue 5"],
    ]);
  });
});

describe("a Markdown report", () => {
  it("has a table and folds what was said, in a fence that no line can leave", () => {
    const text = markdownReport("s|t", report({ ...red, rootCauseLines: [{ ...line("````") }] }));
    expect(text).toContain("### s\\|t: 1 red");
    expect(text).toContain("| a ↓ b → | 1 | 2 |\n|---|:-:|:-:|");
    expect(text).toContain("| 2 | ✗ |   |");
    expect(text).toContain("\n`````\nhost · web: ````");
  });
});

const line = (text: string) => ({ side: "host", service: "web", version: undefined, text });

describe("an HTML report", () => {
  const page = htmlReport(evil, whole, () => [{ service: "web", lines: [evil] }]);

  it("holds what was logged as text, never as markup", () => {
    expect(page).not.toContain("<script>alert");
    expect(page).toContain("&lt;script&gt;alert(&quot;1 &amp; 2&quot;)");
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  it("needs nothing from elsewhere, and lets nothing in", () => {
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/(?:src|href)="(?!#)/);
  });

  it("leads from each cell of the grid to what was said there", () => {
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target);
    expect(targets).toHaveLength(3);
    for (const target of targets) expect(page).toContain(`id="${target}"`);
  });
});

describe("a badge", () => {
  it("says how many, in red where one is unexpected", () => {
    expect(badgeReport("tiny", whole)).toContain("1 green, 1 unbuildable, 1 red");
    expect(badgeReport("tiny", whole)).toContain("#c0392b");
    expect(badgeReport("<tiny>", report(cell("1", "1", "green")))).toMatch(
      /&lt;tiny&gt;[\s\S]*#2d7d46|#2d7d46/,
    );
  });
});

describe("a baseline", () => {
  const before = readBaseline(
    JSON.stringify(
      report(cell("1", "1", "red"), cell("1", "2", "green", { seconds: 1 }), cell("2", "1", "green")),
    ),
    "b.json",
  );

  it("tells what turned red, green, or is slower, and what it had not", () => {
    const now = report(
      cell("1", "1", "green"),
      cell("1", "2", "green", { seconds: 3 }),
      red,
      cell("2", "2", "flaky"),
    );
    const told = compareWith(before, now);
    expect(told.turnedGreen).toEqual([{ versions: { a: "1", b: "1" }, was: "red", is: "green" }]);
    expect(told.turnedRed.map(({ versions }) => versions)).toEqual([{ a: "2", b: "1" }]);
    expect(told.slower).toEqual([{ versions: { a: "1", b: "2" }, times: 3 }]);
    expect(told.added).toBe(1);
  });

  it("that is none says so, with the file's name", () => {
    expect(() => readBaseline("[]", "b.json")).toThrow("b.json is no report of a matrix");
    expect(() => readBaseline("no", "b.json")).toThrow("b.json is no report of a matrix");
  });
});

import { describe, expect, it } from "vitest";
import { readJunit } from "../../../src/checks/junit";

const one = (body: string, attributes = 'classname="tests.test_a" name="test_one" time="0.5"') =>
  readJunit(`<testsuite name="s"><testcase ${attributes}>${body}</testcase></testsuite>`)[0];

describe("a JUnit report", () => {
  it("of pytest gives each case with verdict, time and message", () => {
    const report = `<?xml version="1.0" encoding="utf-8"?>
      <testsuites name="pytest tests"><testsuite name="pytest" errors="0" failures="1" skipped="1" tests="3" time="0.05">
        <testcase classname="test_a.TestB" name="test_ok[a&amp;b]" time="0.001" />
        <testcase classname="test_a" name="test_bad" time="0.002"><failure message="AssertionError: assert 1 == 2&#10;more">def test_bad():
&gt;       assert 1 == 2</failure></testcase>
        <testcase classname="test_a" name="test_skip" time="0"><skipped type="pytest.skip" message="no"/></testcase>
      </testsuite></testsuites>`;
    expect(readJunit(report)).toEqual([
      { name: "test_a.TestB.test_ok[a&b]", verdict: "green", seconds: 0.001 },
      { name: "test_a.test_bad", verdict: "red", seconds: 0.002, message: "AssertionError: assert 1 == 2" },
      { name: "test_a.test_skip", verdict: "skipped", seconds: 0 },
    ]);
  });

  it("may nest suites in suites", () => {
    const report = `<testsuites><testsuite name="a"><testsuite name="b"><testcase name="c"/></testsuite>
      <testcase name="d"/></testsuite></testsuites>`;
    expect(readJunit(report).map(({ name }) => name)).toEqual(["b.c", "a.d"]);
  });

  it("counts errors as red, and takes the last line where there is no message", () => {
    expect(one("<error type='E'>Traceback:\n  File x\nKeyError: 'name'\n</error>")).toMatchObject({
      verdict: "red",
      message: "KeyError: 'name'",
    });
    expect(one("<failure/>")).toEqual({ name: "tests.test_a.test_one", verdict: "red", seconds: 0.5 });
  });

  it("reads CDATA as it is", () => {
    expect(one("<failure><![CDATA[a < b && </c> ]]]]><![CDATA[>]]></failure>")?.message).toBe(
      "a < b && </c> ]]>",
    );
  });

  it("doesn't name the class twice", () => {
    expect(one("", 'classname="a.B" name="a.B.c"')?.name).toBe("a.B.c");
  });

  it("reads times with thousands, and none", () => {
    expect(one("", 'name="x" time="1,234.5"')?.seconds).toBe(1234.5);
    expect(one("", 'name="x" time="soon"')?.seconds).toBe(0);
  });

  it("reports a suite that broke as a whole", () => {
    const report = '<testsuite name="suite"><error message="can\'t import"/></testsuite>';
    expect(readJunit(report)).toEqual([
      { name: "suite", verdict: "red", seconds: 0, message: "can't import" },
    ]);
  });

  it("is empty without cases", () => {
    expect(readJunit("<testsuites/>")).toEqual([]);
  });

  it.each([
    ["", "line 1: there is no element"],
    ["<testsuite>\n<testcase>\n</testsuite>", "line 3: <testcase> is closed by another tag"],
    ['<testsuite>\n<testcase name="a"/>', "line 2: <testsuite> is not closed"],
    ["<testsuite name=oops/>", "a tag is broken"],
    ["<testsuite/>\n<testsuite/>", "line 2: there is more than one root element"],
    ["<testsuite>&nbsp;</testsuite>", "&nbsp; is no entity that XML knows"],
    ["<testsuite>&#x110000;</testsuite>", "there is no such character"],
    ["<testsuite><![CDATA[</testsuite>", "<![CDATA[ is not closed"],
    ["oops <testsuite/>", "there is text outside"],
    ["<html/>", "<html> is no JUnit report"],
  ])("that is broken says where and why: %s", (source, message) => {
    expect(() => readJunit(source)).toThrow(message);
  });

  it("can't be made to grow by its own entities, nor to nest without end", () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><testsuite name="&b;"/>';
    expect(() => readJunit(bomb)).toThrow("&b; is no entity");
    expect(() => readJunit("<testsuite>".repeat(100_000))).toThrow("nested deeper than 500");
  });
});

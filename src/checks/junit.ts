import type { TestCase } from "./types";
import { type Element, parseXml, XmlError } from "./xml";

/** Test cases of a JUnit report, whatever its suites are nested in; throws XmlError where it is none. */
export const readJunit = (source: string): TestCase[] => {
  const root = parseXml(source);
  if (root.name !== "testsuite" && root.name !== "testsuites") {
    throw new XmlError(`<${root.name}> is no JUnit report: <testsuites> or <testsuite> was expected`);
  }
  return casesOf(root);
};

/** Some runners report a suite that broke by errors of the suite itself. */
const casesOf = (suite: Element): TestCase[] =>
  suite.children.flatMap((child) => {
    if (child.name === "testsuite") return casesOf(child);
    if (child.name === "testcase") return [caseOf(child, suite)];
    if (isBad(child)) return [brokenSuite(suite, child)];
    return [];
  });

const caseOf = (element: Element, suite: Element): TestCase => {
  const bad = element.children.find(isBad);
  const skipped = element.children.some(({ name }) => name === "skipped" || name === "disabled");
  const message = bad && messageOf(bad);
  return {
    name: nameOf(element, suite),
    verdict: bad ? "red" : skipped || element.attributes["status"] === "notrun" ? "skipped" : "green",
    seconds: secondsOf(element.attributes["time"]),
    ...(message !== undefined && { message }),
  };
};

const nameOf = ({ attributes }: Element, suite: Element): string => {
  const group = attributes["classname"] || suite.attributes["name"] || "";
  const name = attributes["name"] ?? "";
  return group === "" || name.startsWith(group) ? name : `${group}.${name}`;
};

const brokenSuite = (suite: Element, bad: Element): TestCase => {
  const message = messageOf(bad);
  return {
    name: suite.attributes["name"] ?? "suite",
    verdict: "red",
    seconds: secondsOf(suite.attributes["time"]),
    ...(message !== undefined && { message }),
  };
};

const isBad = ({ name }: Element): boolean => name === "failure" || name === "error";

/** The message's first line says what; where there is none, the last line of a traceback does. */
const messageOf = ({ attributes, text }: Element): string | undefined => {
  const given = firstLine(attributes["message"] ?? "");
  if (given !== "") return given;
  const last = text.trim().split("\n").at(-1)?.trim();
  return last || attributes["type"];
};

const firstLine = (text: string): string => text.trim().split("\n")[0]?.trim() ?? "";

/** Surefire writes `1,234.5`. */
const secondsOf = (text: string | undefined): number => {
  const seconds = Number((text ?? "").replaceAll(",", ""));
  return Number.isFinite(seconds) ? seconds : 0;
};

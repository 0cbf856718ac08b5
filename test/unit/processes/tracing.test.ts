import { describe, expect, it } from "vitest";
import { mayTrace } from "../../../src/processes/tracing";

const status = (capabilities: string): string =>
  `Name:\tnode\nCapPrm:\tffffffffffffffff\nCapEff:\t${capabilities}\nCapBnd:\tffffffffffffffff\n`;

describe("the right to trace any process", () => {
  it.each([
    ["000001ffffffffff", true],
    ["0000000000080000", true],
    ["0000000000000000", false],
    ["000001fffff7ffff", false],
  ])("of the capabilities %s: %s", (capabilities, expected) => {
    expect(mayTrace(status(capabilities))).toBe(expected);
  });

  it("is nobody's where nothing is told of it", () => {
    expect(mayTrace("Name:\tnode\n")).toBe(false);
  });
});

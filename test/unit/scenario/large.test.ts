import { describe, expect, it } from "vitest";
import { parseScenarioFile } from "../../../src/scenario/parse";

const file = (scenarios: object): string => JSON.stringify({ version: 1, scenarios });
const many = <T>(count: number, one: (index: number) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, one(index)]));

describe("a large scenario file", () => {
  it("with hundreds of services in a row, each with a mistake, is read to its end", () => {
    const services = many(300, (n) => ({ run: ["x", "${relase}"], after: n > 0 ? [`s${n - 1}`] : [] }));
    expect(parseScenarioFile(file({ a: { services } }), "b.json").problems).toHaveLength(300);
  });

  it("whose services wait for each other in one great circle names it", () => {
    const services = many(2000, (n) => ({ run: ["x"], after: [`s${(n + 1) % 2000}`] }));
    expect(parseScenarioFile(file({ a: { services } }), "b.json").problems.map(({ code }) => code)).toEqual([
      "cycle",
    ]);
  });

  it("whose axes are like each other in a long row is read", () => {
    const axes = many(200, (n) => (n > 0 ? { like: `s${n - 1}` } : { versions: ["1"] }));
    expect(parseScenarioFile(file({ a: { axes } }), "b.json").problems).toEqual([]);
  });

  it("whose scenarios extend each other in a long row is refused with a sentence", () => {
    const scenarios = many(100, (n) => (n > 0 ? { extends: `s${n - 1}` } : {}));
    const { problems } = parseScenarioFile(file(scenarios), "b.json");
    expect(problems[0]?.message).toContain("more than 20 scenarios extend each other in a row");
  });
});

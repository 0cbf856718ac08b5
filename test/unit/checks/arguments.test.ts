import { describe, expect, it } from "vitest";
import { fillText, fillValue, unusedArguments } from "../../../src/checks/arguments";

const text = (name: string): string => `\${arguments.${name}}`;

describe("an action's arguments", () => {
  it("are filled into texts, and those that nobody answered stay to be seen", () => {
    expect(fillText(`/jobs/${text("job")}/${text("other")}`, { job: "a" })).toBe(`/jobs/a/${text("other")}`);
    expect(fillText(text("count"), { count: 3 })).toBe("3");
  });

  it("keep their type where they are the whole text", () => {
    const body = { count: text("count"), list: [text("count"), `n=${text("count")}`], same: 1 };
    expect(fillValue(body, { count: 3 })).toEqual({ count: 3, list: [3, "n=3"], same: 1 });
  });

  it("don't reach into what every object has", () => {
    expect(fillText(text("toString"), {})).toBe(text("toString"));
  });

  it("that no text names are left over", () => {
    expect(unusedArguments({ path: `/${text("a")}` }, { a: 1, b: 2 })).toEqual({ b: 2 });
  });
});

import { describe, expect, it } from "vitest";
import { toolMissing } from "../../../src/processes/toolMissing";

describe("a missing tool", () => {
  it.each(["git", "uv", "python", "node", "npm", "docker", "ssh"])(
    "%s comes with the way to get it",
    (tool) => {
      const { problem } = toolMissing(tool, {});
      expect(problem).toMatchObject({
        code: "tool-missing",
        exit: 3,
        message: `${tool} is needed and is not on PATH`,
      });
      expect(problem.hint).not.toBe(`Install ${tool}, or put its folder on PATH`);
      expect(problem.hint?.length).toBeGreaterThan(20);
    },
  );

  it("that we know nothing about is still named", () => {
    expect(toolMissing("frobnicate", {}).problem.hint).toBe("Install frobnicate, or put its folder on PATH");
  });
});

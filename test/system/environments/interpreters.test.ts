import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runTool } from "../../../src/processes/tool";
import { type Bench, makeBench, python } from "./world";

let bench: Bench;
beforeEach(async () => {
  bench = await makeBench();
});
afterEach(() => bench.remove());

describe("an environment with nothing to install", () => {
  it("runs the interpreter that was asked for, and is there the second time", async () => {
    const first = await bench.build({ spec: python({ version: ">=3.8" }) });
    const second = await bench.build({ spec: python({ version: ">=3.8" }) });
    expect(first.cached).toBe(false);
    expect(second).toEqual({ ...first, cached: true });
    const version = await runTool({
      tool: first.exec ?? "",
      args: ["python", "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"],
      parse: ({ stdout }) => stdout.trim(),
    });
    expect(version).toBe(first.pythonVersion);
  });
});

import { describe, expect, it } from "vitest";
import { topPlace } from "../../../../src/editor/views/topPlace";

const stopped = (source: unknown) => topPlace({ stackFrames: [{ id: 1, line: 12, column: 1, source }, {}] });

describe("where a debugger holds a service", () => {
  it("is the file and line of the topmost frame", () => {
    expect(topPlace({ stackFrames: [{ line: 12, source: { path: "/t/repo.py", name: "repo.py" } }] })).toBe(
      "repo.py:12",
    );
  });

  it("is told of adapters that give only a path, of either system, or only a name", () => {
    const at = (source: unknown) => topPlace({ stackFrames: [{ line: 3, source }] });
    expect(at({ path: "/t/repo.py" })).toBe("repo.py:3");
    expect(at({ path: "C:\\t\\repo.py", name: null })).toBe("repo.py:3");
    expect(at({ name: "<string>", path: null })).toBe("<string>:3");
  });

  it("is unknown without a source, without frames, and of an answer that is none", () => {
    expect(stopped(undefined)).toBeUndefined();
    expect(topPlace({ stackFrames: [] })).toBeUndefined();
    expect(topPlace(undefined)).toBeUndefined();
  });
});

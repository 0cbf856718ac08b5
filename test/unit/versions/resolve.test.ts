import { describe, expect, it } from "vitest";
import { resolveAxes } from "../../../src/versions/resolve";
import { never, worldOf } from "./fakes";

const postgres = { kind: "image", name: "postgres" } as const;

describe("several axes", () => {
  it("of one source ask it once, and each offers what its own range leaves", async () => {
    const asked: string[] = [];
    const images = async (name: string) => {
      asked.push(name);
      return [{ tag: "15" }, { tag: "16" }];
    };
    const specs = [
      { name: "server", source: postgres },
      { name: "client", source: postgres, range: "<16" },
      { name: "cache", source: { kind: "image", name: "redis" } as const },
    ];
    const axes = await resolveAxes(specs, worldOf({ images }), never);
    expect(asked).toEqual(["postgres", "redis"]);
    expect(axes.map(({ name, releases }) => [name, releases.map((release) => release.name)])).toEqual([
      ["server", ["15", "16"]],
      ["client", ["15"]],
      ["cache", ["15", "16"]],
    ]);
  });

  it("of one source that can't be asked all fail", async () => {
    const specs = [
      { name: "server", source: postgres },
      { name: "client", source: postgres },
    ];
    await expect(resolveAxes(specs, worldOf({}), never)).rejects.toThrow("image 'postgres'");
  });
});

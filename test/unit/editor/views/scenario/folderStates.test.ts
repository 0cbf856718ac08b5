import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { folderState } from "../../../../../src/editor/views/scenario/folderStates";

const made: string[] = [];
const folderWith = (text?: string): string => {
  const path = mkdtempSync(join(tmpdir(), "backcompat-views-"));
  made.push(path);
  mkdirSync(join(path, ".vscode"));
  if (text !== undefined) writeFileSync(join(path, ".vscode", "backcompat.json"), text);
  return path;
};

describe("what a folder has to show", () => {
  afterEach(() => {
    for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
  });

  it("is nothing, and no error, without a scenario file", async () => {
    const path = folderWith();
    expect(await folderState({ path, name: "w" })).toEqual({ path, name: "w", scenarios: [], problems: [] });
  });

  it("is its scenarios with places that can be opened", async () => {
    const path = folderWith(
      '{ "scenarios": {\n "s": { "sides": { "h": { "source": { "folder": "." } } },\n "services": { "a": { "side": "h", "run": ["x"] } } } } }',
    );
    const { scenarios, problems } = await folderState({ path, name: "w" });
    expect(problems).toEqual([]);
    expect(scenarios).toMatchObject([
      { name: "s", place: { file: join(path, ".vscode", "backcompat.json"), line: 2 } },
    ]);
  });

  it("says which scenario's sides may change places", async () => {
    const sides = '"sides": { "a": { "source": { "folder": "." } }, "b": { "source": { "folder": "x" } } }';
    const path = folderWith(
      `{ "scenarios": { "fixed": { ${sides} }, "free": { ${sides}, "swap": ["a", "b"] } } }`,
    );
    const { scenarios } = await folderState({ path, name: "w" });
    expect(scenarios).toMatchObject([
      { name: "fixed", swappable: false },
      { name: "free", swappable: true },
    ]);
  });

  it("is the mistakes of the file with places that can be opened", async () => {
    const path = folderWith('{ "scenarios": { "s": { "sidez": {} } } }');
    const { problems } = await folderState({ path, name: "w" });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]?.place?.file).toBe(join(path, ".vscode", "backcompat.json"));
  });
});

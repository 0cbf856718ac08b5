import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { initText } from "../../../src/scenario/init";
import { loadScenarios, pickScenario, problemLines } from "../../../src/scenario/load";
import { problemOf } from "../../../src/util/problem";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "backcompat scenario "));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = async (path: string, content: string): Promise<string> => {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
};

const scenarios = (body: object): string => JSON.stringify({ version: 1, scenarios: body });
const pair = { sides: { a: { source: { folder: "." } } } };

const problemFrom = async (loading: Promise<unknown>) =>
  loading.then(
    () => undefined,
    (error: unknown) => problemOf(error),
  );

describe("loading scenarios", () => {
  it("reads the folder's file, and the local one over it", async () => {
    await write(".vscode/backcompat.json", scenarios({ pair }));
    await write(
      ".vscode/backcompat.local.json",
      scenarios({ pair: { sides: { b: { source: { folder: "b" } } } }, mine: { extends: "pair" } }),
    );
    const loaded = await loadScenarios({ folder });
    expect(loaded.problems).toEqual([]);
    expect(loaded.files).toEqual([".vscode/backcompat.json", ".vscode/backcompat.local.json"]);
    expect(loaded.scenarios["mine"]?.names.sides).toEqual(new Set(["a", "b"]));
  });

  it("blames the file that has the mistake", async () => {
    await write(".vscode/backcompat.json", scenarios({ pair }));
    await write(".vscode/backcompat.local.json", '{\n  "scenarios": { "pair": { "titel": "x" } }\n}');
    const { problems } = await loadScenarios({ folder });
    expect(problemLines(problems)).toEqual([
      expect.stringMatching(/^\.vscode\/backcompat\.local\.json:2:28: scenarios\.pair: unknown key "titel"/),
    ]);
  });

  it("takes the user's own scenarios where a folder has none, under those it has", async () => {
    const userFile = await write("home/mine.json", scenarios({ own: pair, pair: { title: "mine" } }));
    expect((await loadScenarios({ folder, userFile })).names).toEqual(["own", "pair"]);
    await write(".vscode/backcompat.json", scenarios({ pair: { ...pair, title: "theirs" } }));
    const loaded = await loadScenarios({ folder, userFile });
    expect([loaded.names, loaded.scenarios["pair"]?.title]).toEqual([["own", "pair"], "theirs"]);
  });

  it("reads another file by name, with an overlay of its own", async () => {
    const file = await write("ci/pair.json", scenarios({ pair }));
    await write("ci/pair.local.json", scenarios({ pair: { title: "local" } }));
    const loaded = await loadScenarios({ folder, file });
    expect(loaded.scenarios["pair"]).toMatchObject({ title: "local", file: "ci/pair.json" });
  });

  it("reads what PowerShell writes", async () => {
    const file = join(folder, ".vscode/backcompat.json");
    await write(".vscode/backcompat.json", "");
    await writeFile(file, Buffer.from(`\uFEFF${scenarios({ pair })}`, "utf16le"));
    expect((await loadScenarios({ folder })).names).toEqual(["pair"]);
  });

  it("without a file says how to get one", async () => {
    expect(await problemFrom(loadScenarios({ folder }))).toMatchObject({
      code: "no-scenario-file",
      exit: 2,
      message: "There is no scenario file .vscode/backcompat.json",
      hint: expect.stringContaining("backcompat init"),
    });
    await write(".vscode/backcompat.json", scenarios({ pair }));
    expect(await problemFrom(loadScenarios({ folder, file: join(folder, "other.json") }))).toMatchObject({
      code: "no-scenario-file",
      message: "There is no scenario file other.json",
    });
  });
});

describe("picking a scenario", () => {
  it("needs no name for the only one, and lists several", async () => {
    await write(".vscode/backcompat.json", scenarios({ pair }));
    expect(pickScenario(await loadScenarios({ folder })).name).toBe("pair");
    await write(".vscode/backcompat.json", scenarios({ pair, second: pair, broken: { sides: [] } }));
    const loaded = await loadScenarios({ folder });
    const pick = (name?: string) => problemFrom(Promise.resolve().then(() => pickScenario(loaded, name)));
    expect(pickScenario(loaded, "second").name).toBe("second");
    expect(await pick()).toMatchObject({
      code: "which-scenario",
      hint: "Name one of: pair, second, broken.",
      exit: 2,
    });
    expect(await pick("secnd")).toMatchObject({
      code: "unknown-scenario",
      hint: expect.stringContaining('Did you mean "second"?'),
    });
    expect(await pick("broken")).toMatchObject({
      code: "bad-scenario",
      lines: [expect.stringContaining("scenarios.broken.sides")],
    });
  });
});

describe("looking at a real folder", () => {
  it("recognises what is in it, and writes nothing", async () => {
    await write("package.json", '\uFEFF{ "name": "tool", "bin": "cli.js" }');
    expect((await initText(folder)).recognised).toBe("The Node package tool");
    await write("python_modules/dagster/setup.py", "");
    expect((await initText(folder)).recognised).toBe("A Dagster checkout");
  });

  it("that isn't there, offers the template", async () => {
    expect((await initText(join(folder, "gone"))).recognised).toBeUndefined();
  });
});

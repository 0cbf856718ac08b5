import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { versionsWorld } from "../../../src/emulation/versionsWorld";
import type { MatrixChoice } from "../../../src/matrix/openMatrix";
import { type MatrixSession, type MatrixWish, openSession } from "../../../src/matrix/session";
import type { CellVerdict } from "../../../src/matrix/types";
import { Failure } from "../../../src/util/problem";
import { temporaryFolder } from "../emulation/folders";
import { resultOf } from "./grid";
import { scenarioFolder, writeScenario } from "./scenarioFolder";

const scenario = (driver = ["1", "2"]) => ({
  axes: {
    client: { versions: ["1.0", "2.0", "3.0"], aliases: { old: "1.0" } },
    driver: { versions: driver, default: "@latest" },
  },
  sides: { app: { source: { folder: "." }, version: "${client}" } },
  services: { app: { side: "app", run: ["true"] } },
  matrix: { axes: ["client"] },
});

const signal = new AbortController().signal;

describe("a matrix that is kept", () => {
  let folder: string;
  let matrices: string;
  beforeEach(() => {
    folder = scenarioFolder(scenario());
    matrices = join(temporaryFolder(), "matrices");
    mkdirSync(matrices);
  });

  const open = (wish: Partial<Omit<MatrixWish, "choice">>, choice: Partial<MatrixChoice> = {}) => {
    const whole = { folder, scenario: "s", versions: {}, vary: {}, swap: false, ...choice };
    return openSession(
      { boundary: false, resume: false, failed: false, ...wish, choice: whole },
      { versions: versionsWorld(folder, {}), matrices, signal, agree: () => undefined },
    );
  };

  const judge = async (session: MatrixSession, ...verdicts: readonly CellVerdict[]): Promise<void> => {
    await session.keeping.begin();
    for (const [index, verdict] of verdicts.entries()) {
      const cell = session.cells[index];
      if (cell) session.keeping.write(cell, resultOf(verdict, cell.versions));
    }
  };

  const ids = ({ cells }: MatrixSession): readonly string[] => cells.map(({ id }) => id);

  it("is the last one only once it ran: looking at its cells is no run", async () => {
    await judge(await open({}), "red", "green", "green");
    await open({});
    expect(readdirSync(matrices)).toHaveLength(1);
    expect(ids(await open({ failed: true }))).toEqual(["client=1.0"]);
  });

  it("runs its reds again as they were asked for, and only they are gone on with after a stop", async () => {
    await judge(await open({}, { vary: { client: { kind: "range", range: "<3" } } }), "red", "red");
    const again = await open({ failed: true });
    expect(ids(again)).toEqual(["client=1.0", "client=2.0"]);
    await judge(again, "green");
    const gone = await open({ resume: true });
    expect(ids(gone)).toEqual(["client=1.0", "client=2.0"]);
    expect([...gone.known.keys()]).toEqual(["client=1.0"]);
    // The second one was red, and nobody has tried it since.
    expect(ids(await open({ failed: true }))).toEqual(["client=2.0"]);
  });

  it("asks for nothing where nothing was red", async () => {
    await judge(await open({}), "green", "unbuildable", "absent");
    expect(ids(await open({ failed: true }))).toEqual([]);
  });

  it("goes on with the same versions of the axes that it held, whatever is newest by then", async () => {
    await judge(await open({}), "green");
    writeScenario(folder, scenario(["1", "2", "3"]));
    expect((await open({ resume: true })).open.held["driver"]?.name).toBe("2");
    expect((await open({})).open.held["driver"]?.name).toBe("3");
  });

  it("has each cell once, also where an alias and its version are both named", async () => {
    const versions = ["old", "1.0", "2.0"];
    expect(ids(await open({}, { vary: { client: { kind: "list", versions } } }))).toEqual([
      "client=1.0",
      "client=2.0",
    ]);
  });

  it("refuses an axis that is to keep a version and to vary, and a list without versions", async () => {
    const versions = { client: "1.0" };
    const vary = { client: { kind: "all" } } as const;
    await expect(open({}, { versions, vary })).rejects.toThrow("client can't keep one version and vary");
    const none = { client: { kind: "list", versions: [] } } as const;
    await expect(open({}, { vary: none })).rejects.toThrow("has no versions to try");
  });

  it("says which verdict it could not keep, and how to go on", async () => {
    const session = await open({});
    // Never begun, so its folder is not there: as good as a disk that is full.
    expect(() => session.keeping.write({ id: "client=1.0", versions: {} }, resultOf("red"))).toThrow(Failure);
    expect(() => session.keeping.write({ id: "client=1.0", versions: {} }, resultOf("red"))).toThrow(
      /client=1\.0 can't be kept: ENOENT/,
    );
  });

  it("does not grow for ever: the oldest ones go as new ones begin", async () => {
    for (let count = 0; count < 52; count++) {
      const old = join(matrices, `old${count}`);
      mkdirSync(old);
      const kept = { id: `old${count}`, scenario: "s", folder, versions: {}, vary: {}, started: count };
      writeFileSync(join(old, "matrix.json"), JSON.stringify({ ...kept, swap: false, boundary: false }));
    }
    const session = await open({});
    await session.keeping.begin();
    expect(readdirSync(matrices)).toHaveLength(50);
    expect(existsSync(join(matrices, "old2"))).toBe(false);
    expect(existsSync(join(matrices, session.keeping.id))).toBe(true);
  });
});

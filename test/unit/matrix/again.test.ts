import { beforeAll, describe, expect, it } from "vitest";
import { versionsWorld } from "../../../src/emulation/versionsWorld";
import { againOf } from "../../../src/matrix/again";
import { cellOf } from "../../../src/matrix/cells";
import { type OpenMatrix, openMatrix } from "../../../src/matrix/openMatrix";
import type { Cell, CellResult, CellVerdict } from "../../../src/matrix/types";
import { resultOf } from "./grid";
import { scenarioFolder } from "./scenarioFolder";

const pair = (client: string, server: string): Cell => cellOf({ client, server });

const judged = (...all: readonly (readonly [Cell, CellVerdict, string?])[]): Map<string, CellResult> =>
  new Map(
    all.map(([cell, verdict, brokenVersion]) => [
      cell.id,
      { ...resultOf(verdict, cell.versions), ...(brokenVersion === undefined ? {} : { brokenVersion }) },
    ]),
  );

describe("running cells again", () => {
  let open: OpenMatrix;
  beforeAll(async () => {
    const folder = scenarioFolder({
      axes: { client: { versions: ["1", "2"] }, server: { like: "client" } },
      sides: { app: { source: { folder: "." }, version: "${client}" } },
      services: { app: { side: "app", run: ["true"] } },
    });
    const choice = { folder, scenario: "s", versions: {}, vary: {}, swap: false };
    open = await openMatrix(choice, versionsWorld(folder, {}), new AbortController().signal);
  });

  const again = (results: Map<string, CellResult>, ...cells: readonly Cell[]) => {
    const { run, reds } = againOf(open, results, cells, cells);
    return { run: run.map(({ id }) => id), reds: reds.map(([{ id }, { verdict }]) => `${id} ${verdict}`) };
  };

  it("is those alone, where none of them has to do with a broken version", () => {
    const results = judged([pair("1", "1"), "green"], [pair("1", "2"), "red"], [pair("2", "2"), "green"]);
    expect(again(results, pair("1", "2"))).toEqual({ run: ["client=1 server=2"], reds: [] });
  });

  it("asks a broken cell's version with itself again, or it would stay broken for ever", () => {
    const results = judged([pair("2", "2"), "broken", "2"], [pair("1", "2"), "broken", "2"]);
    expect(again(results, pair("1", "2")).run).toEqual(["client=1 server=2", "client=2 server=2"]);
  });

  it("is all of those that share one state, which only mean something in their order", () => {
    const all = [pair("1", "1"), pair("1", "2")];
    const kept = { ...open, matrix: { ...open.matrix, state: "kept" } as const };
    expect(againOf(kept, new Map(), all.slice(1), all)).toEqual({ run: all, reds: [] });
  });

  it("judges anew what a version had broken, once that runs with itself again", () => {
    const results = judged(
      ...([
        [pair("2", "2"), "broken", "2"],
        [pair("1", "2"), "broken", "2"],
        [pair("2", "1"), "broken", "1"],
        [pair("1", "1"), "red"],
      ] as const),
    );
    expect(again(results, pair("2", "2"))).toEqual({
      run: ["client=2 server=2"],
      reds: ["client=1 server=2 red"],
    });
  });
});

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keyOf, placesIn } from "../../../../src/editor/testing/places";
import { temporaryFolder } from "../../emulation/folders";
import { scenarioFolder } from "../../matrix/scenarioFolder";

describe("the scenarios of a folder in the test explorer", () => {
  it("are told apart by their folder", async () => {
    const [one, other] = [scenarioFolder({}), scenarioFolder({})];
    const found = await Promise.all([placesIn(one), placesIn(other)]);
    const places = found.flatMap((all) => all.places);
    expect(places.map(({ scenario }) => scenario)).toEqual(["s", "s"]);
    expect(new Set(places.map(keyOf)).size).toBe(2);
  });

  it("are none where there is no file, which is no error", async () => {
    expect(await placesIn(temporaryFolder())).toEqual({ places: [] });
  });

  it("are not passed over where the file can't be read: it says why", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, ".vscode"));
    writeFileSync(join(folder, ".vscode", "backcompat.json"), "{ nonsense");
    const { places, why } = await placesIn(folder);
    expect(places).toEqual([]);
    expect(why).toContain("backcompat.json:1:");
  });
});

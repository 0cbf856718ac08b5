import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  commandIds,
  containerCommandIds,
  debugType,
  emulateCommandIds,
  viewCommandIds,
} from "../../../src/contract/ids";

const root = join(import.meta.dirname, "..", "..", "..");

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly debuggers: readonly { readonly type: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly description: string; readonly media: { readonly image: string } }[];
    }[];
  };
}

const { contributes }: Manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const ids = [commandIds, containerCommandIds, emulateCommandIds, viewCommandIds].flatMap((table) =>
  Object.values<string>(table),
);

describe("what package.json contributes", () => {
  it("are the commands that the code knows, no more and no fewer", () => {
    expect(contributes.commands.map(({ command }) => command).sort()).toEqual([...ids].sort());
  });

  it("has a title and our category for each command", () => {
    const bare = contributes.commands.filter(
      ({ title, category }) => title === "" || category !== "Backcompat",
    );
    expect(bare).toEqual([]);
  });

  it("is a debugger of the type that the code starts", () => {
    expect(contributes.debuggers.map(({ type }) => type)).toEqual([debugType]);
  });

  it("has walkthrough pictures that are there, and links to commands that are", () => {
    const steps = contributes.walkthroughs.flatMap((one) => one.steps);
    expect(steps.map(({ media }) => media.image).filter((image) => !existsSync(join(root, image)))).toEqual(
      [],
    );
    const linked = steps.flatMap(({ description }) =>
      [...description.matchAll(/\(command:(backcompat\.\w+)\)/g)].flatMap((match) => match[1] ?? []),
    );
    expect(linked.length).toBeGreaterThan(0);
    expect(linked.filter((command) => !ids.includes(command))).toEqual([]);
  });
});

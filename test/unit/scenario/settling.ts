import { expect } from "vitest";
import { problemLines } from "../../../src/scenario/load";
import { parseScenarioFile, type Scenario } from "../../../src/scenario/parse";
import { settle } from "../../../src/scenario/settle";
import type { Settled } from "../../../src/scenario/settled";
import type { Version } from "../../../src/versions/types";
import { release } from "./examples";

export const scenarioIn = (text: string, name: string): Scenario => {
  const { scenarios, problems } = parseScenarioFile(text, "b.json");
  expect(problemLines(problems)).toEqual([]);
  const scenario = scenarios[name];
  if (scenario === undefined) throw new Error(`no ${name}`);
  return scenario;
};

export const scenarioOf = (body: object): Scenario =>
  scenarioIn(JSON.stringify({ scenarios: { s: body } }), "s");

export const tried = (scenario: Scenario, versions: Readonly<Record<string, Version>>, swap = false) =>
  settle(scenario, { versions, swap, folder: "/w" });

export const settled = (
  scenario: Scenario,
  versions: Readonly<Record<string, Version>>,
  swap = false,
): Settled => {
  const result = tried(scenario, versions, swap);
  if (!result.ok) throw new Error(problemLines(result.error).join("\n"));
  return result.value;
};

export const mistakes = (
  scenario: Scenario,
  versions: Readonly<Record<string, Version>>,
  swap = false,
): readonly string[] => {
  const result = tried(scenario, versions, swap);
  return result.ok ? [] : problemLines(result.error);
};

export const list = (...versions: string[]) => ({ versions });
export const v = (name: string, more: Partial<Version> = {}): Version => release("v", name, more);
export const folderSide = { source: { folder: "." } };

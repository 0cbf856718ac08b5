import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../emulation/folders";

/** A folder whose file has this scenario `s` alone. */
export const scenarioFolder = (scenario: object): string => {
  const folder = temporaryFolder();
  writeScenario(folder, scenario);
  return folder;
};

export const writeScenario = (folder: string, scenario: object): void => {
  mkdirSync(join(folder, ".vscode"), { recursive: true });
  const content = { version: 1, scenarios: { s: scenario } };
  writeFileSync(join(folder, ".vscode", "backcompat.json"), JSON.stringify(content));
};

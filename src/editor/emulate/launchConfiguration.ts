import type { DebugConfiguration } from "vscode";
import { debugType } from "../../contract/ids";
import type { Chosen } from "./remembered";

/** What F5 runs where nobody wrote a launch.json. */
export const plainLaunch: DebugConfiguration = {
  type: debugType,
  request: "launch",
  name: "Backcompat: Emulate",
};

/** One per scenario, for the list behind F5. */
export const launchOf = (scenario: string): DebugConfiguration => ({
  ...plainLaunch,
  name: `Backcompat: ${scenario}`,
  scenario,
});

export const launchOfChoice = ({ folder, scenario, versions, swap }: Chosen): DebugConfiguration => ({
  ...plainLaunch,
  name: [scenario, ...releasesOf(versions)].join(" "),
  folder,
  scenario,
  versions,
  swap,
});

/** What tells one choice from another: the workspace is mostly there. */
export const releasesOf = (versions: Readonly<Record<string, string>>): readonly string[] => {
  const all = Object.values(versions);
  const releases = all.filter((version) => version !== "workspace");
  return releases.length > 0 ? releases : all.slice(0, 1);
};

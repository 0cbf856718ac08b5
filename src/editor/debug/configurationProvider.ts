import type { DebugConfigurationProvider, WorkspaceFolder } from "vscode";
import { debugType } from "../../contract/ids";
import { targetOf } from "./target";

/** F5 without a launch.json runs the folder's scenario; every launch knows its folder. */
export const configurationProvider: DebugConfigurationProvider = {
  resolveDebugConfiguration: (folder, given) => {
    if (targetOf(given) !== undefined) return given;
    const configuration =
      given.type === undefined ? { type: debugType, request: "launch", name: "Backcompat: Emulate" } : given;
    return { folder: folderPath(folder), ...configuration };
  },
  provideDebugConfigurations: () => [{ type: debugType, request: "launch", name: "Backcompat: Emulate" }],
};

const folderPath = (folder: WorkspaceFolder | undefined): string | undefined => folder?.uri.fsPath;

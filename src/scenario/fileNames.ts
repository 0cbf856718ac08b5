/** In the workspace folder; the second lies over the first and is nobody else's. */
export const scenarioFile = ".vscode/backcompat.json";
export const localFile = ".vscode/backcompat.local.json";

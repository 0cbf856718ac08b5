import { join } from "node:path";
import { type DocumentSelector, type TextDocument, workspace } from "vscode";
import { localFile, scenarioFile } from "../../scenario/fileNames";
import type { ScenarioText } from "../../scenario/parse";
import { readIfThere } from "../../util/files";

export const scenarioFiles = [scenarioFile, localFile] as const;

export const scenarioDocuments: DocumentSelector = scenarioFiles.map((file) => ({
  scheme: "file",
  pattern: `**/${file}`,
}));

export interface ScenarioDocument {
  readonly folder: string;
  /** As problems name it. */
  readonly file: (typeof scenarioFiles)[number];
}

/** Undefined for every other document; one in a folder below the workspace's is somebody else's. */
export const scenarioDocument = (document: TextDocument): ScenarioDocument | undefined => {
  if (document.uri.scheme !== "file") return undefined;
  const folder = workspace.getWorkspaceFolder(document.uri)?.uri.fsPath;
  const file = scenarioFiles.find(
    (one) => folder !== undefined && samePath(join(folder, one), document.uri.fsPath),
  );
  return folder === undefined || file === undefined ? undefined : { folder, file };
};

/** The folder's scenario files as the person sees them: what is open and not saved yet counts. */
export const textsOf = async (folder: string): Promise<readonly ScenarioText[]> => {
  const texts = await Promise.all(
    scenarioFiles.map(async (file) => ({ file, text: await textOf(join(folder, file)) })),
  );
  return texts.flatMap(({ file, text }) => (text === undefined ? [] : [{ file, text }]));
};

const textOf = async (path: string): Promise<string | undefined> => {
  const open = workspace.textDocuments.find(({ uri }) => uri.scheme === "file" && samePath(uri.fsPath, path));
  return open?.getText() ?? (await readIfThere(path))?.toString("utf8");
};

const samePath = (a: string, b: string): boolean => join(a) === join(b);

import { isAbsolute, join } from "node:path";
import { commands, Position, Range, Uri, window } from "vscode";
import { scenarioFile } from "../../scenario/fileNames";
import type { Problem } from "../../util/problem";

/** The place that a problem names, with all problems of the file beside it. */
export const reveal = async (
  folder: string,
  { place }: Pick<Problem, "place">,
  file?: string,
): Promise<void> => {
  const named = place?.file ?? file ?? scenarioFile;
  const uri = Uri.file(isAbsolute(named) ? named : join(folder, named));
  const at = new Position(Math.max(0, (place?.line ?? 1) - 1), Math.max(0, (place?.column ?? 1) - 1));
  await window.showTextDocument(uri, { selection: new Range(at, at), preview: false });
  if (place === undefined) await commands.executeCommand("workbench.actions.view.problems");
};

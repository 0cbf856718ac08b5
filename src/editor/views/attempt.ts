import { window } from "vscode";
import { viewIds } from "../../contract/ids";
import { exits, problemOf } from "../../util/problem";
import type { Editor } from "../context";
import { failureText } from "../emulate/failureText";

/** Shows progress at the view, and what went wrong in words; undefined then. */
export const attempt = async <T>(
  editor: Editor,
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
  viewId: string = viewIds.scenario,
): Promise<T | undefined> => {
  const stop = new AbortController();
  try {
    return await window.withProgress({ location: { viewId }, title }, () => work(stop.signal));
  } catch (error) {
    const problem = problemOf(error);
    const { message, lines = [], exit, cause } = problem;
    editor.log.error(`${title}: ${message}`, ...lines, ...(cause instanceof Error ? [cause.stack] : []));
    if (exit === exits.interrupted) return undefined;
    const pressed = await window.showErrorMessage(failureText({ problem, step: undefined }), "Show Log");
    if (pressed !== undefined) editor.log.show();
    return undefined;
  }
};

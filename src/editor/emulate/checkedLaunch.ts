import { isAbsolute, join } from "node:path";
import { commands, type DebugConfiguration, window } from "vscode";
import { type Loaded, loadScenarios } from "../../scenario/load";
import { Failure, type Problem, problemOf } from "../../util/problem";
import { sentence } from "../../util/text";
import type { Editor } from "../context";
import { tell } from "../tell";
import { trusted } from "../trust";
import { mayStart } from "./besides";
import { checkLaunch } from "./checkLaunch";
import { offerScenario } from "./offerScenario";

/** The launch as it will run; undefined where it may not, once that was said. */
export const checkedLaunch = async (
  editor: Editor,
  given: DebugConfiguration,
): Promise<DebugConfiguration | undefined> => {
  if (!trusted()) return undefined;
  const folder = String(given["folder"]);
  const file = fileOf(given, folder);
  const loaded = await loadedFor(editor, folder, file);
  if (loaded === undefined) return undefined;
  const scenario = given["scenario"] ?? (await whichScenario(loaded.names));
  if (scenario === undefined) return undefined;
  const launch = checkLaunch({ ...given, scenario }, loaded);
  if (!launch.ok) {
    void tellBadLaunch(folder, launch.error);
    return undefined;
  }
  if (!(await mayStart(editor, folder))) return undefined;
  return { ...given, ...launch.value, folder, ...(file === undefined ? {} : { file }) };
};

const fileOf = (given: DebugConfiguration, folder: string): string | undefined => {
  const file: unknown = given["file"];
  if (typeof file !== "string") return undefined;
  return isAbsolute(file) ? file : join(folder, file);
};

const loadedFor = async (
  editor: Editor,
  folder: string,
  file: string | undefined,
): Promise<Loaded | undefined> => {
  try {
    return await loadScenarios({ folder, file });
  } catch (error) {
    const offer = error instanceof Failure && error.problem.code === "no-scenario-file" && file === undefined;
    void (offer ? offerScenario(editor, folder) : tell(folder, problemOf(error)));
    return undefined;
  }
};

const whichScenario = async (names: readonly string[]): Promise<string | undefined> => {
  if (names.length < 2) return names[0];
  return await window.showQuickPick(names, { title: "Which scenario?" });
};

const openLaunch = "Open launch.json";

const tellBadLaunch = async (folder: string, problem: Problem): Promise<void> => {
  if (problem.place !== undefined) return await tell(folder, problem);
  const text = [sentence(problem.message), problem.hint].filter(Boolean).join(" ");
  const pressed = await window.showErrorMessage(text, openLaunch);
  if (pressed === openLaunch) await commands.executeCommand("workbench.action.debug.configure");
};

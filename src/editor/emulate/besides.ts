import { window } from "vscode";
import { askControl } from "../../emulation/control";
import type { EmulationRecord } from "../../emulation/record";
import { stateFolder } from "../../emulation/stateFolder";
import { problemOf } from "../../util/problem";
import type { Editor } from "../context";
import { besidesQuestion, type Other, othersOn } from "./besidesText";
import { runningElsewhere } from "./elsewhere";

/** Whether another one may start: what runs here, or elsewhere on this folder, is asked about first. */
export const mayStart = async (editor: Editor, folder: string): Promise<boolean> => {
  const here = editor.emulations.all.map(({ record }) => record);
  const elsewhere = await runningElsewhere(stateFolder(process.env), new Set(here.map(({ id }) => id)));
  const others = othersOn(folder, here, elsewhere);
  if (others.length === 0) return true;
  const { message, detail } = besidesQuestion(others);
  const pressed = await window.showWarningMessage(
    message,
    { modal: true, detail },
    answers.stop,
    answers.beside,
  );
  if (pressed === answers.stop) return await stopAll(editor, others);
  return pressed === answers.beside;
};

const answers = { stop: "Stop and Start", beside: "Run Beside It" } as const;

const stopAll = async (editor: Editor, others: readonly Other[]): Promise<boolean> => {
  try {
    await Promise.all(others.map(({ record }) => stopOne(editor, record)));
    return true;
  } catch (error) {
    await window.showErrorMessage(`It could not be stopped: ${problemOf(error).message}`);
    return false;
  }
};

const stopOne = async ({ emulations }: Editor, { id, control }: EmulationRecord): Promise<unknown> =>
  await (emulations.get(id)?.stop({ verdict: "cancelled" }) ?? askControl(control, "stop"));

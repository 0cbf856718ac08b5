import { window } from "vscode";
import { stateFolder } from "../../emulation/stateFolder";
import { keptAt } from "../../logs/kept/keptContainer";
import { recordContainer } from "../../logs/kept/recordContainer";
import { type Disposable, disposable } from "../../util/disposable";
import { sentence } from "../../util/text";
import type { Editor } from "../context";
import type { LoadEngines } from "./register";

/** Has the log of a container that is none of ours written for as long as its pane is open; what is there already is shown in any case. */
export const recordShown =
  (editor: Editor, engines: LoadEngines) =>
  async (store: string): Promise<Disposable> => {
    const state = stateFolder(process.env);
    const kept = await keptAt(state, store);
    if (kept === undefined || kept.removed !== undefined || kept.logged !== undefined) return nothing;
    const all = await engines();
    const recording = recordContainer({
      state,
      kept,
      open: (signal) => all.open(kept.engine, signal),
      onTrouble: ({ message, hint = "" }) => {
        editor.log.error(`The log of container ${kept.name}: ${message}`);
        void window.showWarningMessage(
          `The log of ${kept.name} can't be followed. ${sentence(message)} ${hint}`.trim(),
        );
      },
    });
    await recording.began;
    return recording;
  };

const nothing: Disposable = disposable(() => undefined);

import { window } from "vscode";
import { matrixPaneType } from "../../contract/ids";
import { type Disposable, DisposableStore } from "../../util/disposable";
import type { Editor } from "../context";
import type { LoadPanes } from "../logs/register";
import type { MatrixPanels } from "./matrixPanels";
import type { MatrixRuns } from "./matrixRuns";

export type LoadMatrices = () => Promise<MatrixPanels>;
export type LoadRuns = () => Promise<MatrixRuns>;

interface Matrices {
  readonly matrices: LoadMatrices;
  readonly runs: LoadRuns;
  readonly owned: Disposable;
}

/** Matrices, loaded when the first one is asked for or comes back with its window. */
export const registerMatrices = (editor: Editor, logs: LoadPanes): Matrices => {
  const owned = new DisposableStore();
  let panels: Promise<MatrixPanels> | undefined;
  let known: Promise<MatrixRuns> | undefined;
  const runs: LoadRuns = () => {
    known ??= import("./matrixRuns").then(({ MatrixRuns: Runs }) => {
      const all = new Runs(editor.dist);
      owned.add(editor.emulations.alsoStop((graceMs) => all.stopAll(graceMs)));
      return all;
    });
    return known;
  };
  const matrices: LoadMatrices = () => {
    panels ??= Promise.all([import("./matrixPanels"), runs()]).then(([{ MatrixPanels: Panels }, all]) =>
      owned.add(new Panels(editor, logs, all)),
    );
    return panels;
  };
  owned.add(
    window.registerWebviewPanelSerializer(matrixPaneType, {
      deserializeWebviewPanel: async (panel, state: unknown) => (await matrices()).restore(panel, state),
    }),
  );
  return { matrices, runs, owned };
};

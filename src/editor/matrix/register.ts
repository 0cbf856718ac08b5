import { window } from "vscode";
import { matrixPaneType } from "../../contract/ids";
import { type Disposable, DisposableStore } from "../../util/disposable";
import type { Editor } from "../context";
import type { LoadPanes } from "../logs/register";
import type { MatrixPanels } from "./matrixPanels";

export type LoadMatrices = () => Promise<MatrixPanels>;

/** Matrices, loaded when the first one is asked for or comes back with its window. */
export const registerMatrices = (
  editor: Editor,
  logs: LoadPanes,
): { readonly matrices: LoadMatrices; readonly owned: Disposable } => {
  const owned = new DisposableStore();
  let loaded: Promise<MatrixPanels> | undefined;
  const matrices: LoadMatrices = () => {
    loaded ??= import("./matrixPanels").then(({ MatrixPanels: Panels }) =>
      owned.add(new Panels(editor, logs)),
    );
    return loaded;
  };
  owned.add(
    window.registerWebviewPanelSerializer(matrixPaneType, {
      deserializeWebviewPanel: async (panel, state: unknown) => (await matrices()).restore(panel, state),
    }),
  );
  return { matrices, owned };
};

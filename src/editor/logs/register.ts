import { window } from "vscode";
import { logPaneType } from "../../contract/ids";
import { type Disposable, DisposableStore } from "../../util/disposable";
import type { Editor } from "../context";
import type { LogPanes, Records } from "./logPanes";

export type LoadPanes = () => Promise<LogPanes>;

/** Log panes, loaded when one is first asked for or comes back with its window. */
export const registerLogs = (
  editor: Editor,
  records: Records,
): { readonly panes: LoadPanes; readonly owned: Disposable } => {
  const owned = new DisposableStore();
  let loaded: Promise<LogPanes> | undefined;
  const panes: LoadPanes = () => {
    loaded ??= import("./logPanes").then(({ LogPanes: Panes }) => owned.add(new Panes(editor, records)));
    return loaded;
  };
  owned.add(
    window.registerWebviewPanelSerializer(logPaneType, {
      deserializeWebviewPanel: async (panel, state: unknown) => (await panes()).restore(panel, state),
    }),
  );
  return { panes, owned };
};

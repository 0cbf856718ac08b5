import { commands, window } from "vscode";
import { contextKeys } from "../../contract/ids";
import { stateFolder } from "../../emulation/stateFolder";
import { type Disposable, DisposableStore } from "../../util/disposable";
import { pathInside } from "../../util/files";
import type { Editor } from "../context";
import { onSides } from "../views/onSides";
import { sideOf } from "./counterpart";
import { sideFolders } from "./sideFolders";

/** Tells the menus of the active editor whose file it shows. */
export const watchActiveFile = (editor: Editor): Disposable => {
  const owned = new DisposableStore();
  const state = stateFolder(process.env).root;
  const told = new Map<string, boolean>();
  const tell = (key: string, value: boolean): void => {
    if ((told.get(key) ?? false) === value) return;
    told.set(key, value);
    void commands.executeCommand("setContext", key, value);
  };
  const look = (): void => {
    const uri = window.activeTextEditor?.document.uri;
    const file = uri?.scheme === "file" ? uri.fsPath : undefined;
    const isOfSide = file !== undefined && sideOf(file, sideFolders(editor)) !== undefined;
    tell(contextKeys.inSide, isOfSide);
    tell(contextKeys.inTree, isOfSide && pathInside(state, file));
  };
  owned.add(window.onDidChangeActiveTextEditor(look));
  owned.add(onSides(editor, look));
  return owned;
};

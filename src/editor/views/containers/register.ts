import { commands, window, workspace } from "vscode";
import { type Disposable, DisposableStore } from "../../../util/disposable";
import type { Editor } from "../../context";
import type { LoadEngines } from "../../engines/register";
import type { LoadPanes } from "../../logs/register";
import { fadedRows } from "../looks";
import { ContainerCommands } from "./commands";
import { ContainersView } from "./containersView";
import { inspectDocuments, inspectScheme } from "./inspectDocuments";

/** The Containers view and what its rows can do. */
export const registerContainers = (
  editor: Editor,
  engines: LoadEngines,
  panes: LoadPanes,
): { readonly view: ContainersView; readonly owned: Disposable } => {
  const owned = new DisposableStore();
  const view = owned.add(new ContainersView(editor, engines));
  const all = owned.add(new ContainerCommands({ editor, engines, view, panes }));
  for (const [id, run] of Object.entries(all.all())) owned.add(commands.registerCommand(id, run));
  owned.add(window.registerFileDecorationProvider(fadedRows));
  owned.add(workspace.registerTextDocumentContentProvider(inspectScheme, inspectDocuments));
  return { view, owned };
};

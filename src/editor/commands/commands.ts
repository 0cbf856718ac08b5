import { commands, type Disposable } from "vscode";
import { type CommandId, commandIds } from "../../contract/ids";
import type { Editor } from "../context";
import { emulate } from "../emulate/emulate";
import { openScenario } from "./openScenario";
import { stop } from "./stop";

type Run = (editor: Editor, argument?: unknown) => Promise<void>;

const runs = {
  [commandIds.emulate]: emulate,
  [commandIds.stop]: stop,
  [commandIds.openScenario]: openScenario,
} satisfies Record<CommandId, Run>;

export const registerCommands = (editor: Editor): Disposable[] =>
  Object.entries<Run>(runs).map(([id, run]) =>
    commands.registerCommand(id, (argument: unknown) => run(editor, argument)),
  );

import { env, window } from "vscode";
import type { Editor } from "../context";
import { runningOf } from "../views/commands/services";
import { givenSubject, theSubject } from "../views/subjects";
import { byHand, knownOf } from "./byHand";

/** Of the whole emulation, whichever row it was asked on. */
export const copyShellCommands = async (editor: Editor, argument: unknown): Promise<void> => {
  const subject =
    givenSubject(argument, "side") ??
    (await theSubject(argument, "emulation", editor, "Copy the commands of which emulation?"));
  const emulation = subject && (await runningOf(editor, subject));
  if (emulation === undefined) return;
  await env.clipboard.writeText(byHand(emulation.plan.settled, knownOf(emulation.run)));
  await window.showInformationMessage("Copied: the same by hand, for a POSIX shell.");
};

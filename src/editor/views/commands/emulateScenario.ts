import { commands } from "vscode";
import { commandIds } from "../../../contract/ids";
import type { Editor } from "../../context";
import { givenSubject } from "../subjects";

/** From the row of a scenario: only its versions are asked for. */
export const emulateScenario = async (_: Editor, argument: unknown): Promise<void> => {
  const subject = givenSubject(argument, "scenario");
  await commands.executeCommand(commandIds.emulate, subject);
};

/** The list then says of each release whether the policy bears it on the other side. */
export const emulateSwapped = async (_: Editor, argument: unknown): Promise<void> => {
  const subject = givenSubject(argument, "scenario");
  await commands.executeCommand(commandIds.emulate, { ...subject, swap: true });
};

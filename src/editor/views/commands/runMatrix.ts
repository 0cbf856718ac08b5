import { as, fields, text } from "../../../util/shape";
import type { Editor } from "../../context";
import { askScenarioOf } from "../../emulate/ask";
import { chooseFolder } from "../../folders";
import type { LoadMatrices } from "../../matrix/register";
import { trusted } from "../../trust";
import { givenSubject } from "../subjects";

const given = fields({ folder: text, scenario: text });

/** From a row, from the lens above a scenario, or from the palette, which asks. */
export const runMatrix =
  (matrices: LoadMatrices) =>
  async (editor: Editor, argument: unknown): Promise<void> => {
    if (!trusted()) return;
    const of = givenSubject(argument, "scenario") ?? as(given, argument) ?? (await asked(editor));
    if (of !== undefined) await (await matrices()).start(of.folder, of.scenario);
  };

const asked = async (editor: Editor): Promise<{ folder: string; scenario: string } | undefined> => {
  const folder = (await chooseFolder())?.uri.fsPath;
  const scenario = folder === undefined ? undefined : await askScenarioOf(editor, folder);
  return folder === undefined || scenario === undefined ? undefined : { folder, scenario };
};

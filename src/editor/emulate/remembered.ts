import { as, fields, flag, listOf, recordOf, text } from "../../util/shape";
import type { Editor } from "../context";

/** What a person chose, so that it can be chosen again without a question. */
export interface Chosen {
  readonly folder: string;
  readonly scenario: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly swap: boolean;
  readonly noDebug: boolean;
}

const chosen = fields({
  folder: text,
  scenario: text,
  versions: recordOf(text),
  swap: flag,
  noDebug: flag,
});
const choices = listOf(chosen);

type Memory = Pick<Editor["extension"], "workspaceState">;

const choicesKey = "backcompat.choices";

/** Of each scenario the last one; the newest first. */
export const rememberedChoices = ({ workspaceState }: Memory): readonly Chosen[] =>
  as(choices, workspaceState.get(choicesKey)) ?? [];

export const lastChoice = (memory: Memory, folder?: string, scenario?: string): Chosen | undefined =>
  rememberedChoices(memory).find(
    (one) =>
      (folder === undefined || one.folder === folder) &&
      (scenario === undefined || one.scenario === scenario),
  );

export const rememberChoice = async (memory: Memory, choice: Chosen): Promise<void> => {
  const others = rememberedChoices(memory).filter(
    ({ folder, scenario }) => folder !== choice.folder || scenario !== choice.scenario,
  );
  await memory.workspaceState.update(choicesKey, [choice, ...others].slice(0, 50));
};

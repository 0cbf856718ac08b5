import { commands, window } from "vscode";
import { viewIds } from "../../../contract/ids";
import { isRecord } from "../../../util/json";
import type { Row } from "../rows";
import { givenSubject, type SubjectOf } from "../subjects";

export type ContainerSubject = SubjectOf<"container">;

/** The row that a button was pressed on, or all that are selected where it is one of them; by key the selected ones. */
export const chosen = (
  argument: unknown,
  selection: unknown,
  selected: readonly Row[],
): readonly ContainerSubject[] => {
  const pressed = subjectOf(argument);
  if (pressed === undefined) return isRecord(argument) ? [] : subjectsOf(selected);
  const all = Array.isArray(selection) ? subjectsOf(selection) : [];
  return all.some(({ container }) => container === pressed.container) ? all : [pressed];
};

/** From the palette with nothing selected: there they are. */
export const sayWhere = async (): Promise<void> => {
  await commands.executeCommand(`${viewIds.containers}.focus`);
  await window.showInformationMessage("Select a container in the Containers view first.");
};

const subjectsOf = (rows: readonly unknown[]): ContainerSubject[] =>
  rows.flatMap((row) => subjectOf(row) ?? []);

const subjectOf = (row: unknown): ContainerSubject | undefined => {
  const subject = isRecord(row) ? row["subject"] : undefined;
  return subject === undefined ? undefined : givenSubject({ subject }, "container");
};

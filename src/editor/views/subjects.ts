import { window } from "vscode";
import { isRecord } from "../../util/json";
import { as } from "../../util/shape";
import type { Editor } from "../context";
import { type Subject, subject } from "./node";

export type SubjectKind = Subject["kind"];
export type SubjectOf<K extends SubjectKind> = Extract<Subject, { kind: K }>;

/** What the row is that a button was pressed on; undefined from the palette or a key. */
export const givenSubject = <K extends SubjectKind>(argument: unknown, kind: K): SubjectOf<K> | undefined => {
  const parsed = as(subject, isRecord(argument) ? argument["subject"] : undefined);
  return parsed !== undefined && isOf(parsed, kind) ? parsed : undefined;
};

/** As given by a row, else chosen among what runs in this window. */
export const theSubject = async <K extends SubjectKind>(
  argument: unknown,
  kind: K,
  editor: Editor,
  question: string,
): Promise<SubjectOf<K> | undefined> => {
  const given = givenSubject(argument, kind);
  if (given !== undefined) return given;
  const candidates = candidatesOf(editor, kind);
  const [only] = candidates;
  if (only === undefined) {
    await window.showInformationMessage("No emulation runs in this window.");
    return undefined;
  }
  if (candidates.length === 1) return only.subject;
  return (await window.showQuickPick(candidates, { placeHolder: question }))?.subject;
};

interface Candidate<K extends SubjectKind> {
  readonly label: string;
  readonly description: string;
  readonly subject: SubjectOf<K>;
}

const candidatesOf = <K extends SubjectKind>(editor: Editor, kind: K): Candidate<K>[] =>
  editor.emulations.all.flatMap(({ id: emulation, run: { plan } }) => {
    const { settled } = plan;
    const all: readonly (readonly [string, Subject])[] = [
      [settled.name, { kind: "emulation", emulation }],
      ...Object.keys(settled.sides).map((side) => [side, { kind: "side", emulation, side }] as const),
      ...Object.keys(settled.services).map(
        (service) => [service, { kind: "service", emulation, service }] as const,
      ),
      ...Object.keys(settled.actions).map(
        (action) => [action, { kind: "action", emulation, action }] as const,
      ),
      ...settled.rewrites.map(
        ({ file }, rewrite) => [file, { kind: "rewrite", emulation, rewrite }] as const,
      ),
    ];
    return all.flatMap(([label, one]) =>
      isOf(one, kind) ? [{ label, description: settled.title, subject: one }] : [],
    );
  });

const isOf = <K extends SubjectKind>(one: Subject, kind: K): one is SubjectOf<K> => one.kind === kind;

import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { OldValue, Reader, Spot, Written } from "./types";
import { unreadable } from "./unreadable";

/** With comments and trailing commas: whether a file may have them is between the file and its reader. */
export const readJson: Reader = (source) => {
  const errors: ParseError[] = [];
  const root = parseTree(source.text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const [error] = errors;
  if (error) throw unreadable(source, "JSON", error.offset, sentence(printParseErrorCode(error.error)));
  return root ? [spotOf(root)] : [];
};

const spotOf = (node: Node): Spot => {
  const { type, offset: at, children = [] } = node;
  if (type === "array") return { kind: "list", at, items: children.map(spotOf) };
  if (type !== "object")
    return { kind: "value", at, end: at + node.length, value: oldValue(node.value), write };
  const entries = children.flatMap(({ children: [key, value] = [] }): [string, Spot][] =>
    key && value ? [[String(key.value), spotOf(value)]] : [],
  );
  return { kind: "map", at, entries: new Map(entries) };
};

const write = ({ kind, text }: Written): string => (kind === "bare" ? text : JSON.stringify(text));

const oldValue = (value: unknown): OldValue =>
  value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : undefined;

/** `CloseBraceExpected` in words. */
const sentence = (code: string): string =>
  code.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

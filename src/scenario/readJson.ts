/** Text → located JSON. Comments, trailing commas and a BOM are fine; what could hurt us is refused first. */
import {
  createScanner,
  type ParseError,
  parseTree,
  printParseErrorCode,
  type Node as SyntaxNode,
} from "jsonc-parser";
import type { Place, Problem } from "../util/problem";
import { bytes } from "../util/text";
import { type Entry, keyPath, type Located, problemAt } from "./located";

export const largestFile = 1_000_000;
export const deepest = 64;

export interface ReadJson {
  readonly root: Located | undefined;
  readonly problems: readonly Problem[];
}

export const readJson = (text: string, file: string): ReadJson => {
  const start: Place = { file, line: 1, column: 1 };
  if (text.length > largestFile) return refused(start, "file-too-large", tooLarge(text.length), splitIt);
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const placeAt = placesIn(body, file);
  const deep = tooDeep(body);
  if (deep !== undefined)
    return refused(placeAt(deep), "too-deep", `nested more than ${deepest} levels deep`, "Take out levels.");
  const errors: ParseError[] = [];
  const tree = parseTree(body, errors, { allowTrailingComma: true, disallowComments: false });
  if (tree === undefined && /^\s*$/.test(body.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, "")))
    return refused(start, "empty-file", "the file is empty", emptyHint);
  const problems = syntaxProblems(errors, placeAt);
  const lost = errors.some(({ error }) => !harmless.has(printParseErrorCode(error)));
  if (tree === undefined || lost) return { root: undefined, problems };
  const building: Building = { placeAt, problems, text: body };
  return { root: build(tree, "", building), problems };
};

/** The first of each line: the others mostly follow from it. */
const syntaxProblems = (errors: readonly ParseError[], placeAt: Building["placeAt"]): Problem[] => {
  const lines = new Set<number>();
  const problems: Problem[] = [];
  for (const { error, offset } of errors) {
    const place = placeAt(offset);
    if (lines.has(place.line) || lines.size >= 10) continue;
    lines.add(place.line);
    const message = syntaxWords[printParseErrorCode(error)] ?? "this is not JSON";
    problems.push(problemAt(place, "", { code: "not-json", message, hint: syntaxHint }));
  }
  return problems;
};

const syntaxHint = "Comments and trailing commas are fine; all else is as in JSON.";

/** After these the rest is read as it was meant. */
const harmless: ReadonlySet<string> = new Set([
  "CommaExpected",
  "InvalidUnicode",
  "InvalidEscapeCharacter",
  "InvalidCharacter",
]);

const emptyHint = "Write a scenario from what is in this folder with 'backcompat init'.";
const splitIt = "A scenario file is written by people; move data into files of its own.";
const tooLarge = (length: number): string =>
  `the file has ${bytes(length)}, more than the ${bytes(largestFile)} a scenario file may have`;

const refused = (place: Place, code: string, message: string, hint: string): ReadJson => ({
  root: undefined,
  problems: [problemAt(place, "", { code, message, hint })],
});

interface Building {
  readonly placeAt: (offset: number) => Place;
  readonly problems: Problem[];
  readonly text: string;
}

/** The scanner's kinds, which its package only offers as a const enum. */
const tokens = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, end: 17 } as const;

/** The parser behind this recurses, so depth is counted on tokens beforehand. */
const tooDeep = (text: string): number | undefined => {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== tokens.end; token = scanner.scan()) {
    if (token === tokens.openBrace || token === tokens.openBracket) depth++;
    if (token === tokens.closeBrace || token === tokens.closeBracket) depth--;
    if (depth > deepest) return scanner.getTokenOffset();
  }
  return undefined;
};

const build = (node: SyntaxNode, path: string, building: Building): Located => {
  const place = building.placeAt(node.offset);
  const children = node.children ?? [];
  if (node.type === "object")
    return { kind: "object", place, path, entries: entriesIn(children, path, building) };
  if (node.type === "array")
    return {
      kind: "list",
      place,
      path,
      items: children.map((child, n) => build(child, `${path}[${n}]`, building)),
    };
  const value: unknown = node.value;
  const known = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  const exact = typeof value === "string" && node.length === value.length + 2;
  return { kind: "scalar", place, path, value: known ? value : null, exact };
};

const entriesIn = (
  properties: readonly SyntaxNode[],
  path: string,
  building: Building,
): ReadonlyMap<string, Entry> => {
  const entries = new Map<string, Entry>();
  for (const { children } of properties) {
    const [keyNode, valueNode] = children ?? [];
    if (keyNode === undefined || valueNode === undefined) continue;
    const key = String(keyNode.value);
    const place = building.placeAt(keyNode.offset);
    const earlier = entries.get(key);
    if (earlier)
      building.problems.push(
        problemAt(place, keyPath(path, key), {
          code: "duplicate-name",
          message: `"${key}" is already there, in line ${earlier.place.line}`,
          hint: "Keep one of the two, or rename this one.",
        }),
      );
    else entries.set(key, { key, place, value: build(valueNode, keyPath(path, key), building) });
  }
  return entries;
};

export const placesIn = (text: string, file: string): ((offset: number) => Place) => {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
};

const syntaxWords: Readonly<Record<string, string>> = {
  InvalidSymbol: "this is no JSON value; texts stand in double quotes",
  InvalidNumberFormat: "this is not a number as JSON writes them",
  PropertyNameExpected: "a key in double quotes was expected here",
  ValueExpected: "a value was expected here",
  ColonExpected: "a colon was expected here",
  CommaExpected: "a comma was expected here",
  CloseBraceExpected: "a closing } was expected here",
  CloseBracketExpected: "a closing ] was expected here",
  EndOfFileExpected: "the file should end here, but something follows",
  InvalidCommentToken: "this comment is not written as // or /* */",
  UnexpectedEndOfComment: "this comment has no end",
  UnexpectedEndOfString: "this text has no closing quote",
  UnexpectedEndOfNumber: "this number breaks off",
  InvalidUnicode: "\\u wants four hexadecimal digits",
  InvalidEscapeCharacter: "JSON doesn't know this escape; a backslash is written \\\\",
  InvalidCharacter: "this character must be written as an escape",
};

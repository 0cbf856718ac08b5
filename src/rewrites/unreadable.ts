import { type Failure, inputFailure } from "../util/problem";
import { positionAt } from "./edits";
import type { SourceText } from "./types";

/** A file that does not parse is not touched: nobody could say what its paths mean. */
export const unreadable = ({ file, text }: SourceText, format: string, at: number, why: string): Failure => {
  const place = { file, ...positionAt(text, at) };
  return inputFailure("unreadable-file", `${file}:${place.line} is not ${format}: ${why}`, {
    place,
    hint: 'Mend the file, or change it by regex: "format": "regex" with "replace".',
  });
};

import { lineEndAt } from "./edits";
import type { Written } from "./types";
import { bareText, doubleQuoted } from "./yamlText";

export interface BlockPlace {
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

/** A new text for `key: |  # comment` with its lines below: the comment stays, and so does the block if it can. */
export const writeBlock = ({ text, at, end }: BlockPlace, written: Written): string => {
  const old = text.slice(at, end);
  const header = /^[|>][-+\d]*/.exec(old)?.[0] ?? "|";
  const headLine = /^[^\r\n]*/.exec(old)?.[0] ?? header;
  const comment = headLine.slice(header.length);
  const body = old.slice(headLine.length);
  // Blank lines at the end belong to nobody, so they stay.
  const blank = /(?:\r\n|\n|\r)[ \t\r\n]*$/.exec(body)?.[0] ?? "";
  const indent = /^(?:[ \t]*(?:\r\n|\n|\r))*( +)/.exec(body)?.[1];
  if (written.kind === "bare" || indent === undefined || !fitsBlock(written.text, blank))
    return `${written.kind === "bare" ? bareText(written.text) : doubleQuoted(written.text)}${comment.trimEnd()}${blank}`;
  const lineEnd = lineEndAt(text, at);
  const lines = written.text.replace(/\n$/, "").split("\n");
  const chomp = written.text.endsWith("\n") ? "" : "-";
  const indented = lines.map((line) => (line === "" ? "" : indent + line)).join(lineEnd);
  return `|${chomp}${comment}${lineEnd}${indented}${blank}`;
};

/** Text that begins or ends in blanks needs more than the plain header, and quotes say it better. */
const fitsBlock = (text: string, blank: string): boolean =>
  !/^\s|[^\P{C}\n\t]|[\u0085\u2028\u2029]|\n\n$|^$/u.test(text) && (blank !== "" || !text.endsWith("\n"));

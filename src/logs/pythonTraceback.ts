import { readLevel } from "./levels";
import { type Frame, indentOf, isException, type Stack, type Thrown } from "./stack";

const pythonHead = "Traceback (most recent call last):";

/** A traceback with all that it was caused by: Python prints the cause first. */
export const readPythonTraceback = (lines: readonly string[], at: number): Stack | undefined => {
  const thrown: Thrown[] = [];
  let end = at;
  for (let next: number | undefined = at; next !== undefined; next = followingOne(lines, end)) {
    const one = readOne(lines, next);
    if (one === undefined) break;
    thrown.push(one.thrown);
    end = one.end;
  }
  return thrown.length === 0 ? undefined : { thrown, end };
};

const frameLine = /^\s*File "(.+?)", line (\d+)(?:, in (.+))?$/;

/** Of `  File "repo.py", line 3, in launch`. */
export const pythonFrame = (text: string): Frame | undefined => {
  const found = frameLine.exec(text);
  if (!found?.[1]) return undefined;
  return { file: found[1], line: Number(found[2]), ...(found[3] === undefined ? {} : { name: found[3] }) };
};

const readOne = (
  lines: readonly string[],
  at: number,
): { readonly thrown: Thrown; readonly end: number } | undefined => {
  const head = lines[at] ?? "";
  const isHead = head.trimStart() === pythonHead;
  // A file that doesn't even compile has no traceback, just the place.
  if (!isHead && !/^ {2}File ".+", line \d+$/.test(head)) return undefined;
  const indent = isHead ? indentOf(head) : 0;
  const body = readFrames(lines, isHead ? at + 1 : at, indent);
  const text = lines[body.end];
  if (text === undefined || !saysWhy(text.slice(indent))) return undefined;
  const more = continuation(lines, body.end + 1, indent);
  const whole = [text, ...lines.slice(body.end + 1, more)].map((line) => line.trim()).join(" ");
  return { thrown: { text: whole, frames: body.frames.reverse() }, end: more };
};

const readFrames = (lines: readonly string[], from: number, indent: number) => {
  const frames: Frame[] = [];
  let end = from;
  for (; end < lines.length; end++) {
    const line = lines[end] ?? "";
    if (line.trim() === "" || indentOf(line) <= indent) break;
    const frame = pythonFrame(line);
    if (frame !== undefined) frames.push(frame);
  }
  return { frames, end };
};

const saysWhy = (text: string): boolean =>
  isException(text) || (/^[A-Za-z_][\w.<>]*(?:: |:?$)/.test(text) && readLevel(text) === undefined);

/** Messages of several lines: what follows indented still belongs to them, also after a field's name. */
const continuation = (lines: readonly string[], from: number, indent: number): number => {
  const deeper = (line: string | undefined) =>
    line !== undefined && line.trim() !== "" && indentOf(line) > indent && !/^\s*File "/.test(line);
  let end = from;
  if (!deeper(lines[end]) && /^\s*[\w.[\]]+$/.test(lines[end] ?? "") && deeper(lines[end + 1])) end += 1;
  while (deeper(lines[end]) && end < from + 8) end += 1;
  return lines[end]?.trim() === ">" ? end + 1 : end;
};

const links = [
  "The above exception was the direct cause of the following exception:",
  "During handling of the above exception, another exception occurred:",
];

const followingOne = (lines: readonly string[], end: number): number | undefined => {
  if (end >= lines.length) return undefined;
  const link = lines.slice(end, end + 3).findIndex((line) => links.includes(line.trim()));
  if (link === -1) return undefined;
  const head = lines.slice(end + link + 1, end + link + 3).findIndex((line) => line.trim() === pythonHead);
  return head === -1 ? undefined : end + link + 1 + head;
};

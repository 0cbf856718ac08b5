import { readAtStack } from "./atStack";
import type { Stack } from "./stack";

/** What Node prints as it dies: the place, the code there, a caret, then the stack, which may not name the place. */
export const readNodeUncaught = (lines: readonly string[], at: number): Stack | undefined => {
  const found = /^(?:file:\/\/)?((?:[A-Za-z]:)?[\\/].*|node:[\w/]+):(\d+)$/.exec(lines[at] ?? "");
  if (!found?.[1]) return undefined;
  const caret = lines.slice(at + 1, at + 8).findIndex((line) => /^\s*[\^~]+\s*$/.test(line));
  if (caret === -1) return undefined;
  const message = at + 2 + caret + (lines[at + 2 + caret]?.trim() === "" ? 1 : 0);
  const stack = readAtStack(lines, message) ?? messageOnly(lines, message);
  if (stack === undefined) return undefined;
  const place = { file: found[1], line: Number(found[2]) };
  const last = stack.thrown.length - 1;
  return {
    ...stack,
    thrown: stack.thrown.map((one, i) => (i === last ? { ...one, frames: [...one.frames, place] } : one)),
  };
};

/** Not only errors are thrown. */
const messageOnly = (lines: readonly string[], at: number): Stack | undefined => {
  const text = lines[at]?.trim().replace(/^Uncaught:? ?/, "") ?? "";
  return text === "" ? undefined : { thrown: [{ text, frames: [] }], end: at + 1 };
};

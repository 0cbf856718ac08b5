import { readAtStack } from "./atStack";
import { readNodeUncaught } from "./nodeUncaught";
import { readGoPanic, readNativeAbort, readRustPanic } from "./panics";
import { readPythonGroup } from "./pythonGroup";
import { readPythonTraceback } from "./pythonTraceback";
import { readSerializedStack } from "./serializedStack";
import type { Stack, StackReader } from "./stack";

/** Whichever language's stack begins here. */
export const readStack: StackReader = (lines, at) => {
  for (const read of readers) {
    const stack = read(lines, at);
    if (stack !== undefined) return stack;
  }
  return undefined;
};

/** What an error says of itself may be another process's stack, with what that one was caused by. */
const readPython: StackReader = (lines, at) => {
  const stack = readPythonTraceback(lines, at);
  if (stack === undefined) return undefined;
  const told = readSerializedStack(lines, stack.end - 1);
  if (told === undefined) return stack;
  return { thrown: [...told.thrown.slice(0, -1), ...stack.thrown], end: told.end };
};

const readers: readonly StackReader[] = [
  readPython,
  readPythonGroup,
  readSerializedStack,
  readNodeUncaught,
  readGoPanic,
  readRustPanic,
  readNativeAbort,
  readAtStack,
];

/** A stack and the lines it takes up, which others may stand between. */
export interface StackFound {
  readonly stack: Stack;
  readonly taken: readonly number[];
}

export const stackAt = (lines: readonly string[], at: number): StackFound | undefined => {
  const stack = readStack(lines, at);
  if (stack !== undefined) return { stack, taken: range(at, stack.end) };
  const view = viewBehindPrefix(lines, at);
  const within = view && readStack(view.lines, 0);
  return within && { stack: within, taken: view.indices.slice(0, within.end) };
};

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

interface View {
  readonly lines: readonly string[];
  readonly indices: readonly number[];
}

/** A stack written by a logger: its prefix stands before every line of it, or only before the first. */
const viewBehindPrefix = (lines: readonly string[], at: number): View | undefined => {
  const column = columnOf(lines[at] ?? "", lines[at + 1] ?? "");
  if (column <= 0) return undefined;
  const indices = range(at, Math.min(lines.length, at + longest));
  const shape = shapeOf(lines[at], column);
  const same = indices.filter((i) => shapeOf(lines[i], column) === shape);
  const second = same[1];
  // Other threads' lines may come between, but below the first line of a stack the next is indented.
  if (second !== undefined && second < at + 12 && /^\s/.test(lines[second]?.slice(column) ?? ""))
    return { indices: same, lines: same.map((i) => lines[i]?.slice(column) ?? "") };
  return { indices, lines: indices.map((i) => (i === at ? lines[i]?.slice(column) : lines[i]) ?? "") };
};

/** Where the prefix ends, if there is one. Asked of every line there is, so it has to be quick. */
const columnOf = (line: string, next: string): number => {
  if (line.includes("Traceback (most recent"))
    return line.search(/(?: {2}\+ Exception Group )?Traceback \(most recent call last\):$/);
  return next.includes(" at ") || next.includes("\tat ") ? next.search(/\s+at \S.*:\d+\)?$/) : -1;
};

const longest = 400;

const shapeOf = (line: string | undefined, column: number): string | undefined =>
  line?.slice(0, column).replace(/\d/g, "0");

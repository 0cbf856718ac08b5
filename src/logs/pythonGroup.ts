import { readPythonTraceback } from "./pythonTraceback";
import { isException, type Stack, type Thrown } from "./stack";

const groupHead = "+ Exception Group Traceback (most recent call last):";

/** An exception group: a tree drawn with `|` and `+`, whose leaves are what really happened. */
export const readPythonGroup = (lines: readonly string[], at: number): Stack | undefined => {
  if (lines[at]?.trim() !== groupHead) return undefined;
  const parts: string[][] = [[]];
  let end = at;
  for (; end < Math.min(lines.length, at + longest); end++) {
    const found = /^\s*(?:(\+-\+?-+(?: .+ -+)?|\+-+(?: .+ -+)?)|[|+] ?(.*))$/.exec(lines[end] ?? "");
    if (found === null) break;
    if (found[1] !== undefined) parts.push([]);
    else parts.at(-1)?.push((found[2] ?? "").replace("Exception Group Traceback", "Traceback"));
  }
  const [top, ...members] = parts.map(thrownIn);
  const thrown = members.length > 0 ? members.flat() : (top ?? []);
  return thrown.length === 0 ? undefined : { thrown, end };
};

/** A group of thousands says no more than one of dozens. */
const longest = 500;

const thrownIn = (lines: readonly string[]): readonly Thrown[] => {
  const head = lines.findIndex((line) => line.startsWith("Traceback ("));
  const stack = head === -1 ? undefined : readPythonTraceback(lines, head);
  const text = lines.find(isException);
  return stack?.thrown ?? (text === undefined ? [] : [{ text, frames: [] }]);
};

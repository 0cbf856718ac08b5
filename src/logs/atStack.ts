import { atFrame, isAtLine } from "./atFrame";
import { readLevel } from "./levels";
import { type Frame, indentOf, isException, type Stack } from "./stack";

interface Growing {
  readonly text: string;
  readonly frames: Frame[];
}

/** Stacks whose frames begin with `at`: Node, Java, .NET. They print what was thrown last first. */
export const readAtStack = (lines: readonly string[], at: number): Stack | undefined => {
  const head = lines[at] ?? "";
  const first = firstFrame(lines, at, head);
  if (first === undefined) return undefined;
  const said = isException(head) ? head : readLevel(head)?.message || head;
  const text = [said, ...lines.slice(at + 1, first)].map((line) => line.trim());
  const walk = new Walk({ text: withoutThread(text.join(" ")), frames: [] }, indentOf(head));
  let end = first;
  while (end < lines.length && walk.takes(lines[end] ?? "", lines[end + 1] ?? "")) end += 1;
  return { thrown: walk.thrown, end };
};

const withoutThread = (text: string): string =>
  text.replace(/^(?:Exception in thread "[^"]*" |Uncaught )/, "");

/** The message may take several lines; where it begins is then known by an exception's name only. */
const firstFrame = (lines: readonly string[], at: number, head: string): number | undefined => {
  if (head.trim() === "" || isAtLine(head)) return undefined;
  if (isAtLine(lines[at + 1] ?? "")) return at + 1;
  if (!isException(withoutThread(head.trim()))) return undefined;
  for (let next = at + 1; next < Math.min(lines.length, at + 12); next++) {
    const line = lines[next] ?? "";
    if (isAtLine(line)) return next;
    if (isException(line.trim()) || readLevel(line) !== undefined) return undefined;
  }
  return undefined;
};

/** Goes through the lines below the message: frames, causes, and the fields that Node prints in braces. */
class Walk {
  readonly thrown: Growing[];
  private current: Growing;
  private inFields = false;

  private readonly indent: number;

  constructor(top: Growing, indent: number) {
    this.thrown = [top];
    this.current = top;
    this.indent = indent;
  }

  /** Whether this line still belongs to the stack. */
  takes(line: string, next: string): boolean {
    if (isAtLine(line)) return this.frame(line);
    const text = line.trim();
    const cause = /^(?:Caused by: |\[cause\]: )(.*)/.exec(text)?.[1];
    if (cause !== undefined) this.thrown.unshift(this.begin(cause));
    else if (/^(?:Suppressed: |Emitted '.*' event )/.test(text)) this.begin(text);
    else if (this.inFields) return this.field(line, text, next);
    else return /^\.\.\. \d+ /.test(text);
    return true;
  }

  private frame(line: string): true {
    const frame = atFrame(line);
    if (frame !== undefined) this.current.frames.push(frame);
    if (line.endsWith(" {")) this.inFields = true;
    return true;
  }

  /** One of several errors that an AggregateError holds, or something that doesn't matter here. */
  private field(line: string, text: string, next: string): boolean {
    if (isException(text) && isAtLine(next)) this.thrown.splice(-1, 0, this.begin(text));
    if (text === "}" && indentOf(line) <= this.indent) this.inFields = false;
    return true;
  }

  private begin(text: string): Growing {
    this.current = { text, frames: [] };
    return this.current;
  }
}

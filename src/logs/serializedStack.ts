import { pythonFrame } from "./pythonTraceback";
import { type Frame, isException, type Stack, type Thrown } from "./stack";

const mark = "Stack Trace:";

/**
 * Errors that came over a wire and are printed by the one that got them: the message stands above
 * `Stack Trace:`, and what caused it stands below.
 */
export const readSerializedStack = (lines: readonly string[], at: number): Stack | undefined => {
  const thrown: Thrown[] = [];
  let end = at;
  for (let next: number | undefined = at; next !== undefined; next = linked(lines, end)) {
    const one = readOne(lines, next);
    if (one === undefined) break;
    thrown.unshift(one.thrown);
    end = one.end;
  }
  return thrown.length === 0 ? undefined : { thrown, end };
};

const readOne = (lines: readonly string[], at: number) => {
  const marked = linesToMark(lines, at);
  const head = lines[at]?.trim() ?? "";
  const start = marked === undefined ? -1 : beginning(head);
  if (start === -1 || marked === undefined) return undefined;
  const message = lines.slice(at + 1, at + 1 + marked).map((line) => line.trim());
  if (message.some((line) => isException(line))) return undefined;
  const frames: Frame[] = [];
  let end = at + marked + 2;
  for (; /^\s+\S/.test(lines[end] ?? ""); end++) {
    const frame = pythonFrame(lines[end] ?? "");
    if (frame !== undefined) frames.unshift(frame);
  }
  const text = [head.slice(start), ...message].filter((line) => line !== "").join(" ");
  return { thrown: { text, frames }, end };
};

/** A name with its module may stand behind a warning's words; without, it stands in front. */
const beginning = (head: string): number => {
  const dotted = head.search(/(?:\b[A-Za-z_]\w*\.)+_?[A-Z]\w+(?:: |:?$)/);
  return dotted === -1 ? head.search(/\b[A-Z]\w+(?:: |:?$)/) : dotted;
};

/** How many lines the message has below its first. Asked of every line there is, so it has to be quick. */
const linesToMark = (lines: readonly string[], at: number): number | undefined => {
  for (let below = 0; below < 10; below++) if (lines[at + 1 + below]?.endsWith(mark)) return below;
  return undefined;
};

const linked = (lines: readonly string[], end: number): number | undefined => {
  const link = lines
    .slice(end, end + 3)
    .findIndex((line) =>
      /^The above exception (?:was caused by|occurred during handling of) the following/.test(line.trim()),
    );
  return link === -1 ? undefined : end + link + 1;
};

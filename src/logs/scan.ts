import type { Finding } from "./finding";
import { type Head, ofEntry, ofPlain, ofStack } from "./judge";
import { isCalm } from "./level";
import { readLevel } from "./levels";
import { isNoise } from "./noise";
import { indentOf } from "./stack";
import { stackAt } from "./stacks";

/** What one stream says, in its order; hints, too, where a stream is for errors. */
export const scan = (lines: readonly string[], withHints: boolean): Finding[] => {
  const findings: Finding[] = [];
  const taken = new Set<number>();
  const lineJudge = judgeLines(lines, withHints);
  for (const [at, line] of lines.entries()) {
    if (line === "" || taken.has(at)) continue;
    const found = stackAt(lines, at);
    for (const index of found?.taken ?? []) taken.add(index);
    if (found === undefined) findings.push(...lineJudge(at));
    else findings.push(...ofStack(found.stack, takeHead(lines, at, findings)));
  }
  return findings.filter(({ text }) => text !== "" && !isNoise(text));
};

const judgeLines = (lines: readonly string[], withHints: boolean) => {
  let calm = false;
  return (at: number): Finding[] => {
    const line = lines[at] ?? "";
    const entry = readLevel(line);
    // What is indented below a record belongs to it.
    calm = entry === undefined ? calm && indentOf(line) > 0 : isCalm(entry.level);
    if (entry !== undefined) return ofEntry(entry, lines, at);
    return calm ? [] : ofPlain(line, at, withHints);
  };
};

/** The record that a stack was logged with: its message gives way to the stack, its level weighs it. */
const takeHead = (lines: readonly string[], at: number, findings: Finding[]): Head => {
  for (let above = at; above >= Math.max(0, at - 4); above--) {
    const entry = readLevel(lines[above] ?? "");
    // A program may die right after any message, so that only a warning above is taken for its head.
    if (entry?.level === "quiet" && above < at) return { at };
    const last = findings.at(-1);
    if (last?.at === above && last.frames.length === 0) findings.pop();
    if (entry !== undefined) return { at: above, level: entry.level };
  }
  return { at };
};

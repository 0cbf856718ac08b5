import { lineEndAt } from "./edits";
import { diffLines, type Hunk, splitLines } from "./lines";
import { mergeWithin } from "./merge";

export interface UndoInput {
  /** Before the rewrite, as the rewrite left it, and as it is now. */
  readonly original: Uint8Array;
  readonly written: Uint8Array;
  readonly current: Uint8Array;
}

/** A place where the user edited the very value that the rewrite had changed: the user's text stays. */
export interface UndoConflict {
  /** In the output, counted from 1. */
  readonly line: number;
  readonly text: string;
  /** What would have come back. */
  readonly original: string;
}

export interface Undone {
  readonly output: Uint8Array;
  /** Whether the output is the original, byte for byte. */
  readonly exact: boolean;
  readonly conflicts: readonly UndoConflict[];
}

/** Takes the rewrite back and keeps what the user edited meanwhile. */
export const undoRewrite = ({ original, written, current }: UndoInput): Undone => {
  if (same(current, written) || same(current, original))
    return { output: original, exact: true, conflicts: [] };
  // One character for each byte: any encoding and any damage comes through.
  const now = latin1(current);
  const [before, after] = withLineEndsOf(now, latin1(original), latin1(written));
  const lineEnd = lineEndAt(now, 0);
  const [first, second, third] = [before, after, now].map((text) => splitLines(withEnd(text, lineEnd)));
  const { text, conflicts } = merge(first ?? [], second ?? [], third ?? []);
  const ends = hasEnd(now) === hasEnd(after) ? hasEnd(before) : hasEnd(now);
  const output = Buffer.from(ends ? text : text.replace(/(?:\r\n|\n|\r)$/, ""), "latin1");
  return { output, exact: same(output, original), conflicts };
};

interface Cluster {
  readonly at: number;
  readonly end: number;
  readonly ours: readonly Hunk[];
  readonly theirs: readonly Hunk[];
}

const merge = (
  original: readonly string[],
  written: readonly string[],
  current: readonly string[],
): { text: string; conflicts: readonly UndoConflict[] } => {
  const output: string[] = [];
  const conflicts: UndoConflict[] = [];
  let line = 1;
  let from = 0;
  const put = (text: string): void => {
    output.push(text);
    line += splitLines(text).length;
  };
  const ours = byLine(diffLines(written, original));
  const rewritten = new Set(ours.flatMap(({ at, end }) => written.slice(at, end)));
  const theirs = byLine(diffLines(written, current, rewritten));
  for (const cluster of clusters(ours, theirs)) {
    put(written.slice(from, cluster.at).join(""));
    from = cluster.end;
    const base = written.slice(cluster.at, cluster.end).join("");
    const our = textAfter(written, original, cluster, cluster.ours);
    const their = textAfter(written, current, cluster, cluster.theirs);
    const both = mergeWithin(base, our, their);
    if (both === undefined) conflicts.push({ line, text: shownText(their), original: shownText(our) });
    put(both ?? their);
  }
  put(written.slice(from).join(""));
  return { text: output.join(""), conflicts };
};

/** Lines that were changed in place are changes of their own. */
const byLine = (hunks: readonly Hunk[]): readonly Hunk[] =>
  hunks.flatMap((hunk) =>
    hunk.end - hunk.at === hunk.newEnd - hunk.newAt
      ? Array.from({ length: hunk.end - hunk.at }, (_, index) => ({
          at: hunk.at + index,
          end: hunk.at + index + 1,
          newAt: hunk.newAt + index,
          newEnd: hunk.newAt + index + 1,
        }))
      : [hunk],
  );

/** Hunks of both sides in order; those that share lines stand together. */
const clusters = (ours: readonly Hunk[], theirs: readonly Hunk[]): readonly Cluster[] => {
  const all = [
    ...ours.map((hunk) => ({ at: hunk.at, end: hunk.end, ours: [hunk], theirs: [] })),
    ...theirs.map((hunk) => ({ at: hunk.at, end: hunk.end, ours: [], theirs: [hunk] })),
  ].sort((a, b) => a.at - b.at || a.end - b.end);
  const found: Cluster[] = [];
  for (const next of all) {
    const last = found.at(-1);
    if (last && next.at < last.end) {
      found[found.length - 1] = {
        at: last.at,
        end: Math.max(last.end, next.end),
        ours: [...last.ours, ...next.ours],
        theirs: [...last.theirs, ...next.theirs],
      };
    } else found.push(next);
  }
  return found;
};

/** The cluster's lines as one side has them. */
const textAfter = (
  base: readonly string[],
  changed: readonly string[],
  { at, end }: Cluster,
  hunks: readonly Hunk[],
): string => {
  const parts: string[] = [];
  let from = at;
  for (const hunk of hunks) {
    parts.push(...base.slice(from, hunk.at), ...changed.slice(hunk.newAt, hunk.newEnd));
    from = hunk.end;
  }
  return [...parts, ...base.slice(from, end)].join("");
};

/** An editor that changed every line end has edited no line. */
const withLineEndsOf = (current: string, original: string, written: string): [string, string] => {
  const now = onlyLineEnd(current);
  const then = onlyLineEnd(written);
  if (now === undefined || then === undefined || now === then) return [original, written];
  return [original.replace(/\r\n|\n|\r/g, now), written.replace(/\r\n|\n|\r/g, now)];
};

/** Without it, the last line would differ from itself once another one follows. */
const withEnd = (text: string, lineEnd: string): string => (hasEnd(text) ? text : text + lineEnd);
const hasEnd = (text: string): boolean => text === "" || /[\r\n]$/.test(text);

const onlyLineEnd = (text: string): string | undefined => {
  const kinds = new Set(text.match(/\r\n|\n|\r/g));
  return kinds.size === 1 ? [...kinds][0] : undefined;
};

const shownText = (text: string): string => Buffer.from(text, "latin1").toString("utf8").trimEnd();
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

import { applyEdits, type Edit } from "./edits";
import { diffLines, splitLines } from "./lines";

/** Both changes of one text where they do not touch each other; undefined where they do. */
export const mergeWithin = (base: string, ours: string, theirs: string): string | undefined => {
  if (ours === theirs || base === ours) return theirs;
  if (base === theirs) return ours;
  const our = valueEdits(base, ours);
  const their = wordEdits(base, theirs);
  if (!our.every((one) => their.every((other) => apart(base, one, other)))) return undefined;
  return applyEdits(base, [...our, ...their]);
};

/** A comment or a line end behind a value is apart from it; a further digit is not. */
const apart = (base: string, one: Edit, other: Edit): boolean => {
  const [first, second] =
    one.at < other.at || (one.at === other.at && one.end < other.end) ? [one, other] : [other, one];
  if (first.end !== second.at) return first.end < second.at;
  const before = [base.slice(first.at, first.end), first.text];
  const after = [base.slice(second.at, second.end), second.text];
  return before.every((text) => /(^|\s)$/.test(text)) || after.every((text) => /^(\s|$)/.test(text));
};

/** The rewrite's own changes: line by line where it kept the lines, and each as wide as the value it is in. */
const valueEdits = (base: string, changed: string): Edit[] => {
  const before = splitLines(base);
  const after = splitLines(changed);
  if (before.length !== after.length) return [widened(base, replacedRange(base, changed))];
  let from = 0;
  return before.flatMap((line, index) => {
    const start = from;
    from += line.length;
    const other = after[index] ?? "";
    if (line === other) return [];
    const { at, end, text } = widened(line, replacedRange(line, other));
    return [{ at: start + at, end: start + end, text }];
  });
};

const replacedRange = (base: string, changed: string): Edit => {
  const most = Math.min(base.length, changed.length);
  let front = 0;
  while (front < most && base[front] === changed[front]) front++;
  let back = 0;
  while (back < most - front && base[base.length - 1 - back] === changed[changed.length - 1 - back]) back++;
  return { at: front, end: base.length - back, text: changed.slice(front, changed.length - back) };
};

/** `my-host` for `your-host` is another value, and not another `my`. */
const widened = (base: string, { at, end, text }: Edit): Edit => {
  const before = /[^\s"'`=,;[\]{}()]*$/.exec(base.slice(0, at))?.[0] ?? "";
  const after = /^[^\s"'`=,;[\]{}()]*/.exec(base.slice(end))?.[0] ?? "";
  return { at: at - before.length, end: end + after.length, text: before + text + after };
};

const wordEdits = (base: string, changed: string): Edit[] => {
  const before = words(base);
  const after = words(changed);
  const starts = [0];
  for (const word of before) starts.push((starts.at(-1) ?? 0) + word.length);
  return diffLines(before, after).map(({ at, end, newAt, newEnd }) => ({
    at: starts[at] ?? 0,
    end: starts[end] ?? 0,
    text: after.slice(newAt, newEnd).join(""),
  }));
};

const words = (text: string): string[] => text.match(/\r\n|[\r\n]|[^\S\r\n]+|[\w\x80-\xff]+|[^\s\w]/g) ?? [];

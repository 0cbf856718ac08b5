import { isAscii } from "node:buffer";
import { throwIfAborted } from "../../util/time";
import { blank, isDigit, newline } from "../index/ascii";
import type { LineBlock } from "../index/lineStore";
import type { SourceIndex } from "../index/sourceIndex";
import { LineSet } from "../lineSet";
import type { Pattern } from "./pattern";

/** The lines of one source in which a pattern is found, as far as it was searched. */
export class SourceHits {
  readonly lines = new LineSet();
  matches = 0;
  searched = 0;
}

export interface SearchOptions {
  /** Counts every match, not only the lines that have one. */
  readonly everyMatch: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: () => void;
}

/** Goes on from where it stopped, up to what the source holds now. */
export const searchSource = async (
  { store, first, columns, form }: SourceIndex,
  pattern: Pattern,
  hits: SourceHits,
  { everyMatch, signal, onProgress }: SearchOptions,
): Promise<void> => {
  const [from, to] = [hits.searched, columns.count];
  if (from >= to) return;
  const range = { from: first + from, to: first + to };
  const found = (line: number, matches: number): void => {
    if (line - first < from || line - first >= to) return;
    hits.lines.add(line - first);
    hits.matches += matches;
  };
  for await (const block of store.blocks(signal === undefined ? range : { ...range, signal })) {
    throwIfAborted(signal, "The search");
    new BlockSearch(block, pattern, form.records, everyMatch, found).run();
    hits.searched = Math.min(to, Math.max(from, block.firstLine + block.lines - first));
    onProgress?.();
  }
  hits.searched = to;
};

/** Small enough to be garbage that is cheap to throw away. */
const pieceBytes = 64 * 1024;

class BlockSearch {
  readonly #buffer: Buffer;
  readonly #pattern: Pattern;
  readonly #records: boolean;
  readonly #everyMatch: boolean;
  readonly #found: (line: number, matches: number) => void;
  /** Up to where lines were counted, and the number of the line there. */
  #countedTo = 0;
  #line: number;

  constructor(
    { buffer, firstLine }: LineBlock,
    pattern: Pattern,
    records: boolean,
    everyMatch: boolean,
    found: (line: number, matches: number) => void,
  ) {
    this.#buffer = buffer;
    this.#line = firstLine;
    this.#pattern = pattern;
    this.#records = records;
    this.#everyMatch = everyMatch;
    this.#found = found;
  }

  run(): void {
    for (let from = this.#next(0); from < this.#buffer.length; ) {
      const end = this.#pieceEnd(from);
      this.#piece(from, end);
      from = this.#next(end);
    }
  }

  /** The beginning of the next line that may have a match. */
  #next(from: number): number {
    const { needs } = this.#pattern;
    if (needs === undefined) return from;
    const at = this.#buffer.indexOf(needs, from);
    if (at < 0) return this.#buffer.length;
    return at === 0 ? 0 : Math.max(from, this.#buffer.lastIndexOf(newline, at - 1) + 1);
  }

  #pieceEnd(from: number): number {
    if (from + pieceBytes >= this.#buffer.length) return this.#buffer.length;
    const end = this.#buffer.lastIndexOf(newline, from + pieceBytes) + 1;
    if (end > from) return end;
    const long = this.#buffer.indexOf(newline, from + pieceBytes);
    return long < 0 ? this.#buffer.length : long + 1;
  }

  #piece(from: number, end: number): void {
    const bytes = this.#buffer.subarray(from, end);
    const isOneByte = isAscii(bytes);
    const text = isOneByte ? bytes.toString("latin1") : bytes.toString("utf8");
    const { regex } = this.#pattern;
    regex.lastIndex = 0;
    const first = regex.exec(text);
    if (first === null) return;
    this.#countTo(from);
    const walk = new Walk(text, this.#line);
    if (this.#everyMatch) this.#allMatches(walk, first);
    else this.#matchingLines(walk, first);
    if (!isOneByte) return;
    this.#line = walk.line;
    this.#countedTo = from + walk.lineFrom;
  }

  #matchingLines(walk: Walk, first: RegExpExecArray): void {
    const { regex } = this.#pattern;
    for (let match: RegExpExecArray | null = first; match !== null; match = regex.exec(walk.text)) {
      if (!walk.to(match.index)) return;
      const textFrom = this.#textFrom(walk);
      if (match.index < textFrom) regex.lastIndex = textFrom;
      else {
        this.#found(walk.line, 1);
        walk.pass();
        regex.lastIndex = walk.lineFrom;
      }
    }
  }

  #allMatches(walk: Walk, first: RegExpExecArray): void {
    const { regex } = this.#pattern;
    let line = -1;
    let matches = 0;
    for (let match: RegExpExecArray | null = first; match !== null; match = regex.exec(walk.text)) {
      if (!walk.to(match.index)) break;
      if (walk.line !== line) {
        if (matches > 0) this.#found(line, matches);
        line = walk.line;
        matches = 0;
      }
      const textFrom = this.#textFrom(walk);
      if (match.index < textFrom) regex.lastIndex = textFrom;
      else {
        matches++;
        if (match[0] === "") regex.lastIndex++;
      }
    }
    if (matches > 0) this.#found(line, matches);
  }

  /** Before it stands what the store puts there, which nobody searches. */
  #textFrom({ text, lineFrom }: Walk): number {
    if (!this.#records || this.#pattern.anchored) return lineFrom;
    const behindTime = text.charCodeAt(lineFrom + 13) === blank ? lineFrom + 13 : text.indexOf(" ", lineFrom);
    const isRecord = isDigit(text.charCodeAt(lineFrom)) && text.charCodeAt(behindTime + 2) === blank;
    return isRecord ? behindTime + 3 : lineFrom;
  }

  #countTo(at: number): void {
    let from = this.#countedTo;
    for (let end = this.#buffer.indexOf(newline, from); end >= 0 && end < at; ) {
      this.#line++;
      from = end + 1;
      end = this.#buffer.indexOf(newline, from);
    }
    this.#countedTo = at;
  }
}

/** Counts lines up to where something was found. */
class Walk {
  readonly text: string;
  line: number;
  lineFrom = 0;
  #lineEnd: number;

  constructor(text: string, line: number) {
    this.text = text;
    this.line = line;
    this.#lineEnd = text.indexOf("\n");
  }

  /** False behind the last line. */
  to(index: number): boolean {
    while (this.#lineEnd >= 0 && this.#lineEnd < index) this.pass();
    return this.#lineEnd >= 0;
  }

  pass(): void {
    this.line++;
    this.lineFrom = this.#lineEnd + 1;
    this.#lineEnd = this.text.indexOf("\n", this.lineFrom);
  }
}

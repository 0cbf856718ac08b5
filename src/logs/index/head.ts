import { blank, brace, digitsAt, escapeByte, isDigit } from "./ascii";
import { Belonging } from "./belonging";
import { JsonHead } from "./jsonHead";
import { behindColour, levelCode, levelIn, levelOfLetter } from "./levelBytes";
import { OwnTime } from "./ownTime";
import { isThrown } from "./thrown";

export interface LineForm {
  /** Lines are records of the log store; else they are of a plain file. */
  readonly records: boolean;
  /** Times of an engine are better than what the line says. */
  readonly trustArrival: boolean;
  /** Added to every time: what the clock of a remote engine is behind ours. */
  readonly offsetMs: number;
}

/** Reads what stands at the head of each line: arrival and stream of a record, time, level, what it belongs to. */
export class HeadReader {
  time = 0;
  level = 0;
  stderr = false;
  continues = false;
  /** Where the text begins, behind what the store puts before it. */
  textFrom = 0;
  readonly #form: LineForm;
  readonly #own = new OwnTime();
  readonly #json = new JsonHead();
  readonly #belonging = [new Belonging(), new Belonging()] as const;
  #arrival = 0;
  #levelAbove = 0;
  #before: boolean | undefined;
  #hasOwn = false;
  #shiftHour = Number.NaN;
  #shift = 0;

  constructor(form: LineForm, near: number) {
    this.#form = form;
    this.#arrival = near;
    this.time = near;
  }

  read(bytes: Uint8Array, from: number, end: number): void {
    const stderrBefore = this.#before;
    this.textFrom = this.#form.records ? this.#record(bytes, from, end) : from;
    this.#text(bytes, this.textFrom, bytes[end - 1] === 13 ? end - 1 : end, this.stderr === stderrBefore);
    this.#before = this.stderr;
  }

  #record(bytes: Uint8Array, from: number, end: number): number {
    let digits = 0;
    while (digits < 15 && isDigit(bytes[from + digits] ?? 0)) digits++;
    const at = from + digits;
    const stream = bytes[at + 1];
    const isRecord = at + 3 <= end && bytes[at] === blank && bytes[at + 2] === blank;
    // Half a line of a disk that was full is shown as it is.
    if (digits === 0 || !isRecord || (stream !== letterE && stream !== letterO)) return from;
    this.#arrival = digitsAt(bytes, from, digits);
    this.stderr = stream === letterE;
    return at + 3;
  }

  #text(bytes: Uint8Array, from: number, end: number, sameStream: boolean): void {
    const level = this.#levelAndTime(bytes, from, end);
    const isRecord = this.#hasOwn || level > 0;
    const belonging = this.#belonging[this.stderr ? 1 : 0];
    if (!sameStream) belonging.reset();
    this.continues = belonging.next(bytes, from, end, isRecord) && sameStream;
    if (!this.continues) this.#levelAbove = level > 0 || from >= end ? level : this.#thrown(bytes, from, end);
    this.level = this.#levelAbove;
  }

  #thrown(bytes: Uint8Array, from: number, end: number): number {
    return isThrown(bytes, from, end) ? errorCode : 0;
  }

  #levelAndTime(bytes: Uint8Array, from: number, end: number): number {
    const at = bytes[from] === escapeByte ? behindColour(bytes, from, end) : from;
    if (bytes[at] === brace) return this.#ofJson(bytes, at, end);
    this.#hasOwn = this.#own.find(bytes, at, end, this.#arrival);
    this.time = this.#settled();
    if (this.#hasOwn && this.#own.letter > 0) return levelOfLetter(this.#own.letter);
    const behind = this.#hasOwn && !isLeading(bytes[at] ?? 0) ? this.#own.end : at;
    return levelIn(bytes, behind, end, this.#hasOwn);
  }

  #ofJson(bytes: Uint8Array, at: number, end: number): number {
    this.#json.read(bytes, at, end, this.#own, this.#arrival);
    this.#hasOwn = this.#json.hasTime;
    this.time = this.#settled();
    return this.#json.level;
  }

  /** The line's own time where it can be true, narrowed by when it arrived. */
  #settled(): number {
    const { records, trustArrival, offsetMs } = this.#form;
    if (!records) return this.#hasOwn ? this.#own.time + this.#localShift() + offsetMs : this.time;
    if (!this.#hasOwn || trustArrival) return this.#arrival + offsetMs;
    const own = this.#own.zoned ? this.#own.time : this.#inZone();
    const late = this.#arrival - own;
    if (late < -this.#own.resolution - clockSlackMs || late > longestDelayMs) return this.#arrival + offsetMs;
    return Math.min(Math.max(this.#arrival, own), own + this.#own.resolution - 1) + offsetMs;
  }

  /** A file that names no zone means that of this machine. */
  #localShift(): number {
    if (this.#own.zoned) return 0;
    const hour = Math.floor(this.#own.time / 3_600_000);
    if (hour !== this.#shiftHour) {
      this.#shiftHour = hour;
      this.#shift = new Date(this.#own.time).getTimezoneOffset() * 60_000;
    }
    return this.#shift;
  }

  /** Without a zone it may be any: of those there are, the one that it arrived in. */
  #inZone(): number {
    const { time } = this.#own;
    return time + Math.round((this.#arrival - time) / quarterHourMs) * quarterHourMs;
  }
}

const letterE = 101;
const letterO = 111;
const errorCode = levelCode("error");
const quarterHourMs = 900_000;
const clockSlackMs = 50;
/** So long a program may keep lines to itself before it writes them. */
const longestDelayMs = 60_000;

/** A level may stand before the time. */
const isLeading = (byte: number): boolean => !isDigit(byte) && byte !== 91 && byte !== 40;

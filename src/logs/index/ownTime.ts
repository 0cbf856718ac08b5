import { blank, colon, comma, digitsAt, dot, isDigit, isLetter, minus, opening, plus, slash } from "./ascii";
import { Calendar, monthAt, weekdayAt } from "./calendar";

/** The time that a line says itself, in any of the usual forms; fields instead of results, since it is asked of every line. */
export class OwnTime {
  /** As if it were UTC where the line names no zone. */
  time = 0;
  /** What it leaves open: 1 ms, 1 s. */
  resolution = 1;
  zoned = false;
  /** Behind it. */
  end = 0;
  /** Of glog, whose level stands in the time: `E1120 14:38:04`. */
  letter = 0;
  readonly #calendar = new Calendar();

  /** Lines without a year or day are near this time. */
  find(bytes: Uint8Array, from: number, end: number, near: number): boolean {
    this.letter = 0;
    const at = isOpening(bytes[from] ?? 0) ? from + 1 : from;
    const first = bytes[at] ?? 0;
    if (isDigit(first)) return this.#atDigit(bytes, at, end, near);
    return isLetter(first) && this.#atLetter(bytes, at, end, near);
  }

  #atDigit(bytes: Uint8Array, at: number, end: number, near: number): boolean {
    if (end - at < 8) return false;
    const third = bytes[at + 2] ?? 0;
    if (third === colon) return this.#today(bytes, at, end, near);
    if (third === slash || third === minus || third === blank) return this.#namedMonth(bytes, at, end);
    const fifth = bytes[at + 4] ?? 0;
    if (fifth === minus || fifth === slash || fifth === dot) return this.#date(bytes, at, end, fifth);
    return (isDigit(fifth) && this.#compactOrEpoch(bytes, at, end)) || this.#access(bytes, at, end);
  }

  #atLetter(bytes: Uint8Array, at: number, end: number, near: number): boolean {
    if (isDigit(bytes[at + 1] ?? 0)) return this.#glog(bytes, at, end, near);
    if (monthAt(bytes, at) > 0 && bytes[at + 3] === blank) return this.#syslog(bytes, at, end, near);
    if (isWeekday(bytes, at, end)) return this.#afterWeekday(bytes, at, end, near);
    const behind = behindWord(bytes, at, end);
    return behind > 0 && isDigit(bytes[behind] ?? 0) && this.#atDigit(bytes, behind, end, near);
  }

  /** `2026-11-20T14:38:04.123Z`, `2026/11/20 14:38:04`, `2026-11-20 14:38:04,123`. */
  #date(bytes: Uint8Array, at: number, end: number, separator: number): boolean {
    if (bytes[at + 7] !== separator) return false;
    const between = bytes[at + 10] ?? 0;
    if (between !== capitalT && between !== blank) return false;
    const day = this.#calendar.day(
      digitsAt(bytes, at, 4),
      digitsAt(bytes, at + 5, 2),
      digitsAt(bytes, at + 8, 2),
    );
    return this.#clock(bytes, at + 11, end, day);
  }

  /** `20/Nov/2026:14:38:04 +0000`, `20 Nov 2026 14:38:04`, `20-Nov-2026 14:38:04`. */
  #namedMonth(bytes: Uint8Array, at: number, end: number): boolean {
    const month = monthAt(bytes, at + 3);
    if (month === 0) return false;
    const day = this.#calendar.day(digitsAt(bytes, at + 7, 4), month, digitsAt(bytes, at, 2));
    return this.#clock(bytes, at + 12, end, day);
  }

  #compactOrEpoch(bytes: Uint8Array, at: number, end: number): boolean {
    let digits = 5;
    while (digits < 20 && isDigit(bytes[at + digits] ?? 0)) digits++;
    if (digits === 8) {
      const day = this.#calendar.day(
        digitsAt(bytes, at, 4),
        digitsAt(bytes, at + 4, 2),
        digitsAt(bytes, at + 6, 2),
      );
      return this.#clock(bytes, at + 9, end, day);
    }
    const unit = epochUnits[digits];
    if (unit === undefined) return false;
    const value = digitsAt(bytes, at, digits) * unit;
    if (value < 946_684_800_000 || value > 4_102_444_800_000) return false;
    this.end = at + digits;
    const fraction = digits === 10 ? this.#fraction(bytes, this.end, end) : 0;
    this.resolution = digits > 10 ? 1 : this.resolution;
    this.time = Math.floor(value + fraction);
    this.zoned = true;
    return true;
  }

  /** Of a web server: the time stands in brackets behind who asked. */
  #access(bytes: Uint8Array, at: number, end: number): boolean {
    for (let i = at; i < Math.min(end, at + 80); i++)
      if (bytes[i] === opening && bytes[i + 3] === slash) return this.#namedMonth(bytes, i + 1, end);
    return false;
  }

  #today(bytes: Uint8Array, at: number, end: number, near: number): boolean {
    return (
      this.#clock(bytes, at, end, Math.floor(near / dayMs) * dayMs) && this.#within(near, dayMs, dayMs / 2)
    );
  }

  /** `I1120 14:38:04.123456`. */
  #glog(bytes: Uint8Array, at: number, end: number, near: number): boolean {
    const month = digitsAt(bytes, at + 1, 2);
    if (month < 1 || bytes[at + 5] !== blank) return false;
    const year = this.#calendar.yearOf(near);
    if (!this.#clock(bytes, at + 6, end, this.#calendar.day(year, month, digitsAt(bytes, at + 3, 2))))
      return false;
    this.letter = bytes[at] ?? 0;
    return this.#within(near, yearMs, 2 * dayMs);
  }

  /** `Nov 20 14:38:04`, `Nov  2 14:38:04`, with a year behind it perhaps. */
  #syslog(bytes: Uint8Array, at: number, end: number, near: number): boolean {
    const dayAt = bytes[at + 4] === blank ? at + 5 : at + 4;
    const wide = isDigit(bytes[dayAt + 1] ?? 0) ? 2 : 1;
    const day = digitsAt(bytes, dayAt, wide);
    const begin = dayAt + wide + 1;
    if (day < 1 || !this.#clock(bytes, begin, end, 0)) return false;
    const year = bytes[this.end] === blank ? digitsAt(bytes, this.end + 1, 4) : -1;
    if (year > 1970) this.end += 5;
    this.time += this.#calendar.day(
      year > 1970 ? year : this.#calendar.yearOf(near),
      monthAt(bytes, at),
      day,
    );
    return year > 1970 || this.#within(near, yearMs, 2 * dayMs);
  }

  #afterWeekday(bytes: Uint8Array, at: number, end: number, near: number): boolean {
    const next = at + (bytes[at + 3] === comma ? 5 : 4);
    return isDigit(bytes[next] ?? 0)
      ? this.#namedMonth(bytes, next, end)
      : this.#syslog(bytes, next, end, near);
  }

  /** Of the days or years that it may be, the one that is near, and hardly ever one to come. */
  #within(near: number, period: number, ahead: number): boolean {
    if (this.time - near > ahead) this.time -= period;
    else if (near - this.time > period - ahead) this.time += period;
    return true;
  }

  #clock(bytes: Uint8Array, at: number, end: number, day: number): boolean {
    if (day < 0 || at + 5 > end || bytes[at + 2] !== colon) return false;
    const hours = digitsAt(bytes, at, 2);
    const minutes = digitsAt(bytes, at + 3, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return false;
    const seconds = bytes[at + 5] === colon ? digitsAt(bytes, at + 6, 2) : -1;
    if (seconds < 0 || seconds > 60) return false;
    this.end = at + 8;
    const fraction = this.#fraction(bytes, this.end, end);
    this.time = day + Math.floor(hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + fraction);
    this.#zone(bytes, end);
    return true;
  }

  #fraction(bytes: Uint8Array, at: number, end: number): number {
    const mark = bytes[at];
    this.resolution = 1000;
    if ((mark !== dot && mark !== comma) || !isDigit(bytes[at + 1] ?? 0)) return 0;
    let value = 0;
    let unit = 1000;
    let i = at + 1;
    for (; i < end && isDigit(bytes[i] ?? 0); i++) {
      unit /= 10;
      value += ((bytes[i] ?? 0) - 48) * unit;
    }
    this.resolution = Math.max(1, unit);
    this.end = i;
    // Sums of tenths fall a hair short of the whole.
    return value + 1e-6;
  }

  #zone(bytes: Uint8Array, end: number): void {
    const at = bytes[this.end] === blank ? this.end + 1 : this.end;
    const mark = at < end ? (bytes[at] ?? 0) : 0;
    this.zoned = false;
    if (
      mark === capitalZ ||
      (mark === capitalU && bytes[at + 1] === capitalT && bytes[at + 2] === capitalC)
    ) {
      this.zoned = true;
      this.end = at + (mark === capitalZ ? 1 : 3);
    } else if (mark === plus || mark === minus) this.#offset(bytes, at, mark);
  }

  #offset(bytes: Uint8Array, at: number, mark: number): void {
    const minutesAt = bytes[at + 3] === colon ? at + 4 : at + 3;
    const hours = digitsAt(bytes, at + 1, 2);
    const minutes = digitsAt(bytes, minutesAt, 2);
    if (hours < 0 || hours > 14 || minutes < 0) return;
    const offset = hours * 3_600_000 + minutes * 60_000;
    this.time += mark === plus ? -offset : offset;
    this.zoned = true;
    this.end = minutesAt + 2;
  }
}

const dayMs = 86_400_000;
const yearMs = 365 * dayMs;
const epochUnits: Readonly<Record<number, number>> = { 10: 1000, 13: 1, 16: 1e-3, 19: 1e-6 };

const capitalC = 67;
const capitalT = 84;
const capitalU = 85;
const capitalZ = 90;

const isOpening = (byte: number): boolean => byte === opening || byte === 40 || byte === 60;

const isWeekday = (bytes: Uint8Array, at: number, end: number): boolean => {
  const next = bytes[at + 3];
  return at + 20 <= end && (next === blank || next === comma) && weekdayAt(bytes, at);
};

/** Behind a level that stands before the time: `INFO 2026-`, `WARN  [2026-`, `[INFO] 2026-`. */
const behindWord = (bytes: Uint8Array, at: number, end: number): number => {
  let i = at;
  while (i < end && i < at + 10 && isLetter(bytes[i] ?? 0)) i++;
  const before = i;
  while (i < end && i < at + 16 && isBetween(bytes[i] ?? 0)) i++;
  return i > before && i - at <= 16 ? i : -1;
};

const isBetween = (byte: number): boolean =>
  byte === blank || byte === colon || byte === opening || byte === 93;

/** Days as milliseconds; lines that follow each other are mostly of one day. */
export class Calendar {
  #key = -1;
  #day = -1;
  #yearFrom = 0;
  #yearTo = 0;
  #year = 0;

  /** -1 where there is no such day. */
  day(year: number, month: number, day: number): number {
    if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31) return -1;
    const key = year * 512 + month * 32 + day;
    if (key !== this.#key) {
      this.#key = key;
      this.#day = Date.UTC(year, month - 1, day);
    }
    return this.#day;
  }

  yearOf(time: number): number {
    if (time < this.#yearFrom || time >= this.#yearTo) {
      this.#year = new Date(time).getUTCFullYear();
      this.#yearFrom = Date.UTC(this.#year, 0);
      this.#yearTo = Date.UTC(this.#year + 1, 0);
    }
    return this.#year;
  }
}

/** From 1; 0 where these three letters are no month. */
export const monthAt = (bytes: Uint8Array, at: number): number => months.indexOf(threeAt(bytes, at)) + 1;

export const weekdayAt = (bytes: Uint8Array, at: number): boolean => weekdays.includes(threeAt(bytes, at));

const threeAt = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);

const threes = (names: string): number[] =>
  names.split(" ").map((name) => threeAt(Buffer.from(name, "latin1"), 0));

const months = threes("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec");
const weekdays = threes("Mon Tue Wed Thu Fri Sat Sun");

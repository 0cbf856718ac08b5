const secondLength = "2026-11-20T14:48:36".length;
const blank = 0x20;
const dot = 0x2e;
const zero = 0x30;
/** Longer ones exist nowhere: `2026-11-20T14:48:36.123456789+02:00 `. */
const longest = 40;

/** Reads the times before messages; most are of the same second as the one before. */
export class EngineTimes {
  readonly #last = Buffer.alloc(secondLength);
  #seconds = 0;
  /** Of the last one read. */
  nanos = 0;

  get seconds(): number {
    return this.#seconds;
  }

  get ms(): number {
    return this.#seconds * 1000 + Math.floor(this.nanos / 1e6);
  }

  /** Where the message begins behind its time; undefined, and nothing changed, where there is none. */
  read(bytes: Buffer, begin: number, limit: number): number | undefined {
    if (limit - begin <= secondLength) return undefined;
    if (!this.#isLast(bytes, begin)) return this.#readWhole(bytes, begin, limit);
    let at = begin + secondLength;
    let nanos = 0;
    if (bytes[at] === dot) {
      let digits = 0;
      for (at++; digits < 9; digits++, at++) {
        const digit = (bytes[at] ?? 0) - zero;
        if (digit < 0 || digit > 9) break;
        nanos = nanos * 10 + digit;
      }
      nanos *= 10 ** (9 - digits);
    }
    // `Z`, as engines say it; of other zones the whole is read.
    if (bytes[at] !== 0x5a || bytes[at + 1] !== blank) return this.#readWhole(bytes, begin, limit);
    this.nanos = nanos;
    return at + 2;
  }

  #isLast(bytes: Buffer, begin: number): boolean {
    // The last digits differ first.
    for (let at = secondLength - 1; at >= 0; at--) if (bytes[begin + at] !== this.#last[at]) return false;
    return true;
  }

  #readWhole(bytes: Buffer, begin: number, limit: number): number | undefined {
    const end = bytes.subarray(begin, Math.min(limit, begin + longest)).indexOf(blank);
    if (end < 0) return undefined;
    const text = bytes.toString("latin1", begin, begin + end);
    const found = pattern.exec(text);
    if (found === null) return undefined;
    const [, second = "", fraction = "", zone = "Z"] = found;
    const ms = Date.parse(`${second}${zone}`);
    if (Number.isNaN(ms)) return undefined;
    this.#seconds = ms / 1000;
    this.nanos = Number(fraction.padEnd(9, "0"));
    if (zone === "Z") bytes.copy(this.#last, 0, begin, begin + secondLength);
    else this.#last.fill(0);
    return begin + end + 1;
  }
}

const pattern = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;

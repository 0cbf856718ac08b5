import { backslash, blank, brace, colon, quote } from "./ascii";
import { levelOfValue } from "./levelBytes";
import type { OwnTime } from "./ownTime";

/** Level and time of a line that is one JSON object. */
export class JsonHead {
  level = 0;
  hasTime = false;

  read(bytes: Uint8Array, from: number, end: number, own: OwnTime, near: number): void {
    this.level = 0;
    this.hasTime = false;
    const stop = Math.min(end, from + headLength);
    for (let at = from; at < stop; ) {
      if (bytes[at] !== quote) {
        at++;
        continue;
      }
      const close = endOfString(bytes, at, stop);
      const value = valueBehind(bytes, close, stop);
      if (value > 0) this.#field(bytes, at + 1, close, value, stop, own, near);
      at = close + 1;
    }
  }

  #field(
    bytes: Uint8Array,
    key: number,
    keyEnd: number,
    value: number,
    end: number,
    own: OwnTime,
    near: number,
  ): void {
    if (keyEnd - key > longestKey || bytes[value] === brace) return;
    const kind = kinds.get(nameOf(bytes, key, keyEnd));
    if (kind === "level" && this.level === 0) this.level = levelOfValue(bytes, value, end);
    if (kind === "time" && !this.hasTime)
      this.hasTime = own.find(bytes, bytes[value] === quote ? value + 1 : value, end, near);
  }
}

const headLength = 1000;

const kinds = new Map<string, "level" | "time">([
  ...["level", "severity", "lvl", "levelname", "log.level", "@level", "loglevel", "log_level"].map(
    (name): [string, "level"] => [name, "level"],
  ),
  ...["time", "ts", "timestamp", "@timestamp", "asctime", "datetime", "date", "t"].map(
    (name): [string, "time"] => [name, "time"],
  ),
]);

const longestKey = 10;

const nameOf = (bytes: Uint8Array, from: number, to: number): string => {
  let name = "";
  for (let i = from; i < to; i++) name += String.fromCharCode(bytes[i] ?? 0);
  return name;
};

const endOfString = (bytes: Uint8Array, at: number, end: number): number => {
  let i = at + 1;
  while (i < end && bytes[i] !== quote) i += bytes[i] === backslash ? 2 : 1;
  return i;
};

/** Where the value of this key begins; 0 where it is no key. */
const valueBehind = (bytes: Uint8Array, close: number, end: number): number => {
  let at = close + 1;
  while (at < end && bytes[at] === blank) at++;
  if (bytes[at] !== colon) return 0;
  at++;
  while (at < end && bytes[at] === blank) at++;
  return at < end ? at : 0;
};

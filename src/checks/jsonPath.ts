import { isRecord } from "../util/json";
import { parseJson } from "../util/parseJson";
import { err, ok, type Result } from "../util/result";
import { nearest, plural } from "../util/text";

/** All of it, or else its last line that is JSON: many programs print other things before. */
export const jsonFrom = (text: string): { readonly value: unknown } | undefined => {
  for (const candidate of [text, ...text.split("\n").reverse()]) {
    const value = parseJson(candidate);
    if (value !== undefined) return { value };
  }
  return undefined;
};

/** By a path such as `$.items[0].id`, `items[-1]` or `['a key']`; the error says what is there instead. */
export const valueAt = (json: unknown, path: string): Result<unknown, string> => {
  const keys = keysOf(path);
  if (keys === undefined) return err(`${path} is no path such as $.items[0].id`);
  let value = json;
  let way = "$";
  for (const key of keys) {
    const inner = step(value, key);
    if (inner === undefined) return err(`${way} has no ${keyText(key)}: ${whatIsThere(value, key)}`);
    value = inner;
    way += typeof key === "number" ? `[${key}]` : `.${key}`;
  }
  return value === null ? err(`${way} is null`) : ok(value);
};

type Key = string | number;

const keyPattern = /\[(-?\d+)\]|\['([^']*)'\]|\["([^"]*)"\]|\.?([^.[\]]+)/y;

const keysOf = (path: string): Key[] | undefined => {
  const text = path.trim().replace(/^\$/, "");
  const keys: Key[] = [];
  keyPattern.lastIndex = 0;
  for (let at = 0; at < text.length; at = keyPattern.lastIndex) {
    const match = keyPattern.exec(text);
    if (!match) return undefined;
    keys.push(match[1] === undefined ? (match[2] ?? match[3] ?? match[4] ?? "") : Number(match[1]));
  }
  return keys;
};

const step = (value: unknown, key: Key): unknown => {
  if (Array.isArray(value)) return typeof key === "number" ? value.at(key) : undefined;
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
};

const keyText = (key: Key): string => (typeof key === "number" ? `[${key}]` : key);

const whatIsThere = (value: unknown, key: Key): string => {
  if (Array.isArray(value)) return `a list of ${plural(value.length, "element")} is there`;
  if (!isRecord(value)) return `${JSON.stringify(value)} is there`;
  const names = Object.keys(value);
  const near = typeof key === "string" ? nearest(key, names) : undefined;
  const list = names.length === 0 ? "an empty object is there" : `there are ${names.slice(0, 12).join(", ")}`;
  return near === undefined ? list : `${list}; did you mean ${near}?`;
};

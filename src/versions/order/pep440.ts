import { explain } from "@renovatebot/pep440";
import { type Key, type Parsed, withoutTrailingZeros } from "./key";

// The library reads versions well, but its ranges miss cases of PEP 440 (zero padding of `==2.0.*`,
// `<3.0a8`) and its comparison parses anew each time; so order and ranges are ours.
export const parsePep440 = (text: string): Parsed | undefined => {
  const trimmed = text.trim();
  const parsed = explain(trimmed);
  if (!parsed) return undefined;
  return {
    epoch: parsed.epoch,
    release: parsed.release,
    prerelease: parsed.is_prerelease,
    post: parsed.is_postrelease,
    key: [
      parsed.epoch,
      withoutTrailingZeros(parsed.release),
      preKey(parsed),
      numberOr(parsed.post, [-1]),
      numberOr(parsed.dev, [Number.MAX_SAFE_INTEGER]),
    ],
    local: localKey(trimmed),
  };
};

type Explained = NonNullable<ReturnType<typeof explain>>;

/** `1.0.dev1` stands before `1.0a1`, and `1.0` after all pre-releases. */
const preKey = ({ pre, is_postrelease, is_devrelease }: Explained): Key => {
  const [letter, number] = pre ?? [];
  if (letter !== undefined) return [{ a: 0, b: 1, rc: 2 }[String(letter)] ?? 2, Number(number)];
  return is_devrelease && !is_postrelease ? [-1] : [3];
};

// Declared as a list by the library, but a number where there is one.
const numberOr = (value: unknown, absent: Key): Key =>
  value === null || value === undefined ? absent : [Number(value)];

// From the text: the library takes `1e3` in a local part for a number.
const localKey = (text: string): Key => {
  const plus = text.indexOf("+");
  if (plus < 0) return [];
  return text
    .slice(plus + 1)
    .toLowerCase()
    .split(/[._-]/)
    .map((part) => (/^\d+$/.test(part) ? [1, Number(part)] : [0, part]));
};

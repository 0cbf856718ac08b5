import { describe, expect, it } from "vitest";
import { lineRegex, patternOf } from "../../../src/logs/search/pattern";
import type { LogQuery } from "../../../src/logs/view";
import { MemoryStore, out, storedPlain, storedRecords, viewOver } from "./memoryStore";

const texts = ["1 one", "", "two  o 22", "größe 3 Straße", "o e o", "one.two [x]", "tail 1  "];

const linesWith = async (query: LogQuery, plainFile: boolean): Promise<[number[], number]> => {
  const store = new MemoryStore(4).write(...texts.map((text, i) => (plainFile ? text : out(i, text))));
  const view = await viewOver(plainFile ? storedPlain(store) : storedRecords("s", "a", store));
  const found = await view.find(query);
  return [Array.from({ length: found.count }, (_, i) => found.lineAt(i)), found.matches];
};

/** What each line alone would say. */
const expected = (query: LogQuery): [number[], number] => {
  const regex = lineRegex(query);
  const counts = texts.map((text) => [...text.matchAll(regex)].length);
  return [
    counts.flatMap((count, i) => (count > 0 ? [i] : [])),
    counts.reduce((sum, count) => sum + count, 0),
  ];
};

const patterns = [
  "one",
  "^one",
  "^\\d",
  "^",
  "$",
  "^$",
  "\\d+",
  "[0-9]{2}",
  "\\s",
  "\\s+$",
  "[^o]+",
  "[^a]",
  "\\W",
  "\\D+",
  ".*",
  "x*",
  "o e",
  "e o",
  "^o|^two",
  "(?:^|\\s)o",
  "one|two",
  "gr.+e",
  "ö",
  "Stra(?:ß|ss)e",
  "\\bo\\b",
  "(?<=o )e",
  "one\\.two \\[",
  "[\\s\\d]+",
  "\\u0031",
  "1 ?one",
  "\\n",
  "(?!o)\\w",
  "(\\w)\\1?",
];

describe("a search over blocks", () => {
  for (const plainFile of [false, true])
    it.each(patterns)(
      `finds %j ${plainFile ? "in a plain file" : "in records"} where each line alone has it`,
      async (text) => {
        for (const caseSensitive of [true, false]) {
          const query = { text, regex: true, caseSensitive };
          expect(await linesWith(query, plainFile)).toEqual(expected(query));
        }
      },
    );

  it.each(["one", "[x]", "o", "1", "Größe", "."])(
    "finds the plain text %j, also as a word only",
    async (text) => {
      for (const wholeWord of [true, false]) {
        const query = { text, wholeWord };
        expect(await linesWith(query, false)).toEqual(expected(query));
      }
    },
  );
});

describe("a pattern", () => {
  it.each([
    ["abc\\d+defg", "defg"],
    ["abc?d", "ab"],
    ["abc{0,2}d", "ab"],
    ["abc+d", "abc"],
    ["ab|cd", undefined],
    ["(abc)d", undefined],
    ["a\\.b\\/c", "a.b/c"],
    ["[abc]x", undefined],
  ])("%j needs %j", (text, needs) => {
    expect(patternOf({ text, regex: true, caseSensitive: true }, true).needs?.toString()).toBe(needs);
  });

  it("needs nothing where case does not count", () => {
    expect(patternOf({ text: "abc" }, true).needs).toBeUndefined();
  });
});

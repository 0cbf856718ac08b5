import { describe, expect, it } from "vitest";
import { nothingSought } from "../../../../src/contract/logPane";
import { expressionOf, matchesIn } from "../../../../src/webview/log/matching";
import { piecesOf } from "../../../../src/webview/log/pieces";

const red = { color: "1" };

describe("the pieces of a line", () => {
  it("are cut wherever a style, a link or a match begins or ends", () => {
    const plain = { text: "see a.py:1 now", styles: [{ from: 0, to: 8, style: red }] };
    const link = { from: 4, to: 10, file: "a.py", line: 1 };
    expect(piecesOf(plain, [link], [{ from: 6, to: 12 }])).toEqual([
      { text: "see ", style: red },
      { text: "a.", style: red, link },
      { text: "py", style: red, link, marked: true },
      { text: ":1", link, marked: true },
      { text: " n", marked: true },
      { text: "ow" },
    ]);
  });

  it("of a line without anything are one, of an empty line none", () => {
    expect(piecesOf({ text: "plain", styles: [] }, [], [])).toEqual([{ text: "plain" }]);
    expect(piecesOf({ text: "", styles: [] }, [], [])).toEqual([]);
  });

  it("together are the line, whatever is found in it", () => {
    const text = "abcabcabc";
    const matches = matchesIn(text, expressionOf({ ...nothingSought, text: "bc" }));
    const pieces = piecesOf({ text, styles: [{ from: 1, to: 8, style: red }] }, [], matches);
    expect(pieces.map((piece) => piece.text).join("")).toBe(text);
    expect(pieces.filter(({ marked }) => marked).map((piece) => piece.text)).toEqual(["bc", "bc", "b", "c"]);
  });
});

describe("what is sought", () => {
  it("is text unless it is said to be an expression", () => {
    expect(matchesIn("a.b axb", expressionOf({ ...nothingSought, text: "a.b" }))).toHaveLength(1);
    expect(matchesIn("a.b axb", expressionOf({ ...nothingSought, text: "a.b", regex: true }))).toHaveLength(
      2,
    );
  });

  it("may ask for its case and for whole words", () => {
    expect(matchesIn("Job job", expressionOf({ ...nothingSought, text: "job" }))).toHaveLength(2);
    expect(
      matchesIn("Job job", expressionOf({ ...nothingSought, text: "job", caseSensitive: true })),
    ).toHaveLength(1);
    expect(
      matchesIn("jobs job", expressionOf({ ...nothingSought, text: "job", wholeWord: true })),
    ).toHaveLength(1);
  });

  it("marks nothing while it is no expression yet, or matches the empty text", () => {
    expect(expressionOf({ ...nothingSought, text: "(", regex: true })).toBeUndefined();
    expect(matchesIn("abc", expressionOf({ ...nothingSought, text: "x*", regex: true }))).toEqual([]);
  });
});

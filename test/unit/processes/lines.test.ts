import { describe, expect, it } from "vitest";
import { LineSplitter } from "../../../src/processes/lines";

const split = (...chunks: (string | Uint8Array)[]): string[] => {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  splitter.end();
  return lines;
};

describe("lines from chunks", () => {
  it("joins what chunks tore apart and gives the last line without an end", () => {
    expect(split("on", "e\ntw", "o\n\nfour")).toEqual(["one", "two", "", "four"]);
  });

  it("keeps characters whole that end in the next chunk", () => {
    const bytes = Buffer.from("Größe 😀\n");
    expect(split(...[...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(["Größe 😀"]);
  });

  it("shows bytes that are no UTF-8 as replacement characters and goes on", () => {
    expect(split(Uint8Array.of(0x61, 0xff, 0x0a), "b\n", Uint8Array.of(0xe2, 0x82))).toEqual([
      "a\ufffd",
      "b",
      "\ufffd",
    ]);
  });

  it("takes CRLF for one end, also between two chunks", () => {
    expect(split("one\r\ntwo\r", "\nthree\r\n")).toEqual(["one", "two", "three"]);
  });

  it("keeps the last state of a progress bar", () => {
    expect(split("10 %\r50 %\r", "100 %\ndone\n")).toEqual(["100 %", "done"]);
    expect(split("10 %\r50 %\r")).toEqual(["50 %"]);
  });

  it("forgets the states of an endless progress bar instead of collecting them", () => {
    const states = Array.from({ length: 50_000 }, (_, n) => `step ${n}\r`);
    expect(split(...states, "end\n")).toEqual(["end"]);
  });

  it("gives a very long line in pieces without losing a character", () => {
    const long = `${"x".repeat(65_535)}😀${"y".repeat(200_000)}`;
    for (const size of [1000, 65_536, 1_000_000]) {
      const chunks = long.match(new RegExp(`.{1,${size}}`, "gsu")) ?? [];
      const lines = split(...chunks, "\nnext\n");
      expect(lines.pop()).toBe("next");
      expect(lines.join("")).toBe(long);
      expect(lines.length).toBeGreaterThan(4);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(65_536);
    }
  });
});

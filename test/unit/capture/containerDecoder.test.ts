import { describe, expect, it } from "vitest";
import { ContainerDecoder } from "../../../src/capture/containerDecoder";
import type { Line } from "../../../src/processes/types";
import { engineTime, frame, pieces } from "./engineBytes";

const second = Date.parse("2026-11-20T14:48:36Z");

const decoded = (chunks: readonly Buffer[], tty = false): Line[] => {
  const lines: Line[] = [];
  const decoder = new ContainerDecoder((line) => lines.push(line));
  const stream = decoder.stream(tty);
  for (const chunk of chunks) stream.push(chunk);
  stream.end();
  decoder.end();
  return lines;
};

const texts = (lines: readonly Line[]): string[] => lines.map(({ text }) => text);

describe("a container's log with frames", () => {
  const whole = Buffer.concat([
    frame("stdout", `${engineTime(1_000_000)} one\n`),
    frame("stderr", `${engineTime(2_999_999)} zwei ü 🙂\n`),
    frame("stdout", `${engineTime(5_000_000, "2026-11-20T14:48:37")} \n`),
    frame("stdout", "2026-11-20T15:48:38.5+01:00 of another zone\n"),
  ]);
  const lines: Line[] = [
    { time: second + 1, stream: "stdout", text: "one" },
    { time: second + 2, stream: "stderr", text: "zwei ü 🙂" },
    { time: second + 1005, stream: "stdout", text: "" },
    { time: second + 2500, stream: "stdout", text: "of another zone" },
  ];

  it("is read line by line, with the engine's time, stdout and stderr apart", () => {
    expect(decoded([whole])).toEqual(lines);
  });

  it.each([1, 2, 3, 7, 8, 9, 30, 41])("is the same where chunks have %i bytes", (size) => {
    expect(decoded(pieces(whole, size))).toEqual(lines);
  });

  it("has lines whole that the engine cut at 16 KB, while the other stream goes on", () => {
    const long = "é".repeat(20_000);
    const bytes = pieces(Buffer.from(`${long}\n`), 16_384);
    const cut = bytes.flatMap((part, at) => [
      frame("stdout", Buffer.concat([Buffer.from(`${engineTime(7_000_000)} `), part])),
      frame("stderr", `${engineTime(8_000_000 + at)} between ${at}\n`),
    ]);
    const found = decoded(cut);
    expect(texts(found)).toEqual(["between 0", "between 1", long, "between 2"]);
    expect(found[2]?.time).toBe(second + 7);
  });

  it("takes what has no end of line, garbage and overwritten lines as processes' lines are taken", () => {
    const garbage = Buffer.concat([Buffer.from(`${engineTime(0)} `), Buffer.from([0xff, 0x00, 0xc3, 0x0a])]);
    expect(
      texts(
        decoded([
          frame("stdout", garbage),
          frame("stdout", `${engineTime(1)} 10 %\r20 %\r\n`),
          frame("stdout", `${engineTime(2)} no end`),
        ]),
      ),
    ).toEqual(["\ufffd\u0000\ufffd", "20 %", "no end"]);
  });

  it("says what an engine says for itself only once", () => {
    const said = frame("stderr", "Error grabbing logs: unexpected EOF\n");
    expect(texts(decoded([said, frame("stdout", `${engineTime(0)} a\n`), said]))).toEqual([
      "Error grabbing logs: unexpected EOF",
      "a",
    ]);
  });

  it("is refused where it has no frames", () => {
    expect(() => decoded([Buffer.from("HTTP/1.1 502 Bad Gateway")])).toThrow("not made of frames");
  });
});

describe("a container's log of a terminal", () => {
  const long = "x".repeat(16_384);
  const whole = Buffer.from(
    [
      `${engineTime(1_000_000)} one\r\n`,
      `${engineTime(2_000_000)} ${long}${engineTime(2_000_000)} ${long}${engineTime(2_000_000)} end\r\n`,
      `${engineTime(3_000_000)} \u001b[31mred\r\n`,
      `${engineTime(4_000_000)} no end`,
    ].join(""),
  );

  it.each([1, 31, 1000, 1_000_000])("is the same where chunks have %i bytes", (size) => {
    expect(texts(decoded(pieces(whole, size), true))).toEqual([
      "one",
      `${long}${long}end`,
      "\u001b[31mred",
      "no end",
    ]);
  });
});

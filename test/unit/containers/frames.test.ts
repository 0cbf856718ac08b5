import { describe, expect, it } from "vitest";
import { FrameSplitter } from "../../../src/containers/frames";

const frame = (stream: 1 | 2, text: string): Buffer => {
  const head = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([head, Buffer.from(text)]);
};

const read = (bytes: Buffer, size: number): Record<string, string> => {
  const texts: Record<string, string> = { stdout: "", stderr: "" };
  const splitter = new FrameSplitter((stream, piece) => {
    texts[stream] += piece.toString();
  });
  for (let at = 0; at < bytes.length; at += size) splitter.push(bytes.subarray(at, at + size));
  return texts;
};

describe("both streams in one", () => {
  it.each([1, 3, 7, 8, 9, 1000])("are taken apart in chunks of %i bytes", (size) => {
    const bytes = Buffer.concat([frame(1, "one\n"), frame(2, "bad\n"), frame(1, ""), frame(1, "two\n")]);
    expect(read(bytes, size)).toEqual({ stdout: "one\ntwo\n", stderr: "bad\n" });
  });
});

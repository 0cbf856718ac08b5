import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { FrameReader, writeFrame } from "../../../../src/debug/proxy/framing";

const reading = (): { reader: FrameReader; bodies: string[]; garbage: string[] } => {
  const bodies: string[] = [];
  const garbage: string[] = [];
  const reader = new FrameReader({
    body: (bytes) => bodies.push(bytes.toString("utf8")),
    garbage: (text) => garbage.push(text),
  });
  return { reader, bodies, garbage };
};

const framed = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

describe("frames", () => {
  it("are found wherever the stream was cut", () => {
    const bytes = Buffer.from(framed('{"a":"ü€😀"}') + framed("{}") + framed('{"b":"\r\n\r\n"}'));
    for (let cut = 0; cut <= bytes.length; cut++) {
      const { reader, bodies } = reading();
      reader.push(bytes.subarray(0, cut));
      reader.push(bytes.subarray(cut));
      expect(bodies).toEqual(['{"a":"ü€😀"}', "{}", '{"b":"\r\n\r\n"}']);
    }
  });

  it("are found byte by byte", () => {
    const { reader, bodies, garbage } = reading();
    for (const byte of Buffer.from(framed("{1}") + framed("{é}"))) reader.push(Buffer.from([byte]));
    expect(bodies).toEqual(["{1}", "{é}"]);
    expect(garbage).toEqual([]);
  });

  it("may be ten megabytes long, in many pieces", () => {
    const { reader, bodies } = reading();
    const bytes = Buffer.from(framed("x".repeat(10_000_000)));
    for (let at = 0; at < bytes.length; at += 1000) reader.push(bytes.subarray(at, at + 1000));
    expect(bodies.map((body) => body.length)).toEqual([10_000_000]);
  });

  it("may be empty, and may carry other headers", () => {
    const { reader, bodies, garbage } = reading();
    reader.push(Buffer.from("Content-Type: json; charset=utf-8\r\ncontent-length:  2\r\n\r\n{}"));
    reader.push(Buffer.from("Content-Length: 2\r\nContent-Type: json\r\n\r\n[]"));
    reader.push(Buffer.from(`Content-Length: 0\r\n\r\n${framed("after")}`));
    expect(bodies).toEqual(["{}", "[]", "after"]);
    expect(garbage).toEqual([]);
  });

  it("are found after what an adapter printed between them", () => {
    const { reader, bodies, garbage } = reading();
    reader.push(
      Buffer.from(`${framed("1")}warning: old libc\n${framed("2")}\r\n\r\nnonsense\r\n\r\n${framed("3")}`),
    );
    expect(bodies).toEqual(["1", "2", "3"]);
    expect(garbage.map((text) => text.trim())).toEqual(["warning: old libc", "nonsense"]);
  });

  it("of absurd length are none", () => {
    const { reader, bodies, garbage } = reading();
    reader.push(Buffer.from("Content-Length: 99999999999\r\n\r\n"));
    reader.push(Buffer.from("Content-Length: 9999999999\r\n\r\n"));
    reader.push(Buffer.from("Content-Length: -1\r\n\r\n"));
    reader.push(Buffer.from(framed("ok")));
    expect(bodies).toEqual(["ok"]);
    expect(garbage).toHaveLength(3);
  });

  it("keep no endless garbage", () => {
    const { reader, bodies, garbage } = reading();
    for (let count = 0; count < 40; count++) reader.push(Buffer.alloc(10_000, "x"));
    expect(garbage.join("").length).toBeGreaterThan(300_000);
    reader.push(Buffer.from(`\r\n\r\n${framed("ok")}`));
    expect(bodies).toEqual(["ok"]);
    reader.push(Buffer.from("last words"));
    reader.end();
    expect(garbage.at(-1)).toBe("last words");
  });

  it("are written with the length in bytes", () => {
    const stream = new PassThrough();
    writeFrame(stream, Buffer.from("€"));
    expect(String(stream.read())).toBe("Content-Length: 3\r\n\r\n€");
  });
});

import type { Writable } from "node:stream";

export interface FrameSink {
  readonly body: (bytes: Buffer) => void;
  /** What stood where a header should: adapters over stdio also print. */
  readonly garbage: (text: string) => void;
}

const headEnd = "\r\n\r\n";
const longestHead = 65_536;
const longestBody = 2 ** 30;

/** Cuts a stream into the bodies of `Content-Length` frames; each byte is copied at most once. */
export class FrameReader {
  readonly #sink: FrameSink;
  #head: Buffer = Buffer.alloc(0);
  #parts: Buffer[] = [];
  #missing = 0;

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  push(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) rest = this.#missing > 0 ? this.#readBody(rest) : this.#readHead(rest);
  }

  /** The stream is over: what is left never becomes a message. */
  end(): void {
    this.#reportGarbage(this.#head.toString("utf8"));
    this.#head = Buffer.alloc(0);
  }

  #readBody(chunk: Buffer): Buffer {
    const part = chunk.subarray(0, this.#missing);
    this.#parts.push(part);
    this.#missing -= part.length;
    if (this.#missing === 0) this.#finishBody();
    return chunk.subarray(part.length);
  }

  #finishBody(): void {
    const [first, ...more] = this.#parts;
    this.#parts = [];
    if (first !== undefined) this.#sink.body(more.length === 0 ? first : Buffer.concat([first, ...more]));
  }

  #readHead(chunk: Buffer): Buffer {
    const head = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
    const end = head.indexOf(headEnd);
    if (end < 0) return this.#waitForHead(head);
    this.#head = Buffer.alloc(0);
    this.#begin(head.subarray(0, end));
    return head.subarray(end + headEnd.length);
  }

  #waitForHead(head: Buffer): Buffer {
    const tooLong = head.length > longestHead;
    if (tooLong) this.#reportGarbage(head.toString("utf8", 0, head.length - longestHead));
    this.#head = tooLong ? head.subarray(head.length - longestHead) : head;
    return head.subarray(head.length);
  }

  #begin(head: Buffer): void {
    const text = head.toString("utf8");
    const at = text.search(/content-length:/i);
    const length = Number(/^content-length:[ \t]*(\d{1,10})[ \t]*(?:\r\n|$)/i.exec(text.slice(at))?.[1]);
    const isFrame = at >= 0 && length <= longestBody;
    this.#reportGarbage(isFrame ? text.slice(0, at).replace(/^content-type:.*\r\n/im, "") : text);
    if (isFrame) this.#missing = length;
  }

  #reportGarbage(text: string): void {
    if (text.trim() !== "") this.#sink.garbage(text);
  }
}

/** Header and body leave together, so that no second packet waits for the first one's acknowledgement. */
export const writeFrame = (stream: Writable, body: Buffer): void => {
  stream.cork();
  stream.write(`Content-Length: ${body.length}${headEnd}`, "latin1");
  stream.write(body);
  stream.uncork();
};

import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { FrameReader, writeFrame } from "./framing";
import { bytesOf, type Message, parseMessage } from "./message";

const patienceMs = 1000;

export interface LinkSink {
  readonly message: (message: Message) => void;
  /** What came was no message. */
  readonly garbage: (text: string) => void;
  /** Told once, unless the link was closed from this side. */
  readonly lost: (why: string | undefined) => void;
}

/** One connection to a debugger; says nothing any more once it is closed. */
export class Link {
  readonly #stream: Duplex;
  #closed = false;

  constructor(stream: Duplex, sink: LinkSink) {
    this.#stream = stream;
    if (stream instanceof Socket) stream.setNoDelay(true);
    const reader = new FrameReader({
      body: (bytes) => this.#hear(bytes, sink),
      garbage: (text) => this.#whileOpen(() => sink.garbage(text)),
    });
    const lost = (why: string | undefined): void =>
      this.#whileOpen(() => {
        reader.end();
        this.#closed = true;
        sink.lost(why);
      });
    stream.on("data", (chunk: Buffer) => this.#whileOpen(() => reader.push(chunk)));
    stream.on("error", (error) => lost(error.message));
    stream.on("end", () => lost(undefined));
    stream.on("close", () => lost(undefined));
  }

  write(message: Message): void {
    if (!this.#closed && this.#stream.writable) writeFrame(this.#stream, bytesOf(message));
  }

  /** What was written still leaves, unless the other end doesn't take it. */
  close(): void {
    this.#closed = true;
    const destroy = (): void => void this.#stream.destroy();
    this.#stream.end(destroy);
    const timer = setTimeout(destroy, patienceMs).unref();
    this.#stream.once("close", () => clearTimeout(timer));
  }

  #hear(bytes: Buffer, sink: LinkSink): void {
    const message = parseMessage(bytes);
    this.#whileOpen(() => (message ? sink.message(message) : sink.garbage(bytes.toString("utf8"))));
  }

  #whileOpen(then: () => void): void {
    if (!this.#closed) then();
  }
}

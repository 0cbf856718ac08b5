import { lastState } from "../processes/lines";
import type { Line } from "../processes/types";
import { frameReader, type MessageReader, type TakeMessage, terminalReader } from "./containerMessages";
import { EngineTimes } from "./engineTime";

/** Engines cut longer lines into messages of so many bytes, each with a time. */
const messageBytes = 16 * 1024;
/** Lines of ten megabytes are whole; what never ends a line comes in pieces. */
const longestLine = 16 * 1024 * 1024;
const newline = 0x0a;

/** Whether this message, by its time, is new: after a reconnect the engine gives some again. */
export type IsNew = (seconds: number, nanos: number) => boolean;

/**
 * The log of a container from its engine's streams with `timestamps=1`. It outlives a stream: of a line in several
 * messages, the first may have come before a reconnect.
 */
export class ContainerDecoder {
  readonly #emit: (line: Line) => void;
  readonly #isNew: IsNew;
  readonly #times = new EngineTimes();
  readonly #said = new Set<string>();
  readonly #pending = { stdout: new Pending(), stderr: new Pending() };

  constructor(emit: (line: Line) => void, isNew: IsNew = () => true) {
    this.#emit = emit;
    this.#isNew = isNew;
  }

  /** A stream from its beginning. */
  stream(tty: boolean): MessageReader {
    return tty ? terminalReader(this.#terminalLine) : frameReader(this.#message);
  }

  /** The last line need not have an end. */
  end(): void {
    for (const stream of ["stdout", "stderr"] as const) this.#line(stream, this.#pending[stream].take());
  }

  readonly #message: TakeMessage = (stream, bytes, begin, end) => {
    const text = this.#times.read(bytes, begin, end);
    const isNew =
      text === undefined
        ? this.#isFirst(bytes.toString("latin1", begin, end))
        : this.#isNew(this.#times.seconds, this.#times.nanos);
    if (isNew) this.#text(stream, bytes, text ?? begin, end);
  };

  /** Without a time it is the engine that speaks, and says the same after each reconnect. */
  #isFirst(said: string): boolean {
    const isFirst = !this.#said.has(said);
    this.#said.add(said);
    return isFirst;
  }

  /** Of a line in several messages, the later ones have times in the middle of the text. */
  readonly #terminalLine: TakeMessage = (stream, bytes, begin, end) => {
    for (let at = begin; at < end; ) {
      const text = this.#times.read(bytes, at, end);
      const next = (text ?? at) + messageBytes;
      const cut = next < end && this.#beginsAt(bytes, next, end) ? next : end;
      if (text === undefined || this.#isNew(this.#times.seconds, this.#times.nanos))
        this.#text(stream, bytes, text ?? at, cut);
      at = cut;
    }
  };

  #beginsAt(bytes: Buffer, at: number, end: number): boolean {
    return new EngineTimes().read(bytes, at, end) !== undefined;
  }

  #text(stream: Line["stream"], bytes: Buffer, begin: number, end: number): void {
    const pending = this.#pending[stream];
    const isWhole = bytes[end - 1] === newline;
    if (isWhole && pending.isEmpty) {
      this.#emitText(stream, this.#times.ms, bytes.toString("utf8", begin, end - 1));
      return;
    }
    pending.add(bytes, begin, isWhole ? end - 1 : end, this.#times.ms);
    if (isWhole || pending.length > longestLine) this.#line(stream, pending.take());
  }

  #line(stream: Line["stream"], pending: { readonly time: number; readonly text: string } | undefined): void {
    if (pending !== undefined) this.#emitText(stream, pending.time, pending.text);
  }

  /** Engines give whole lines; programs that print several at once in one message are not known to. */
  #emitText(stream: Line["stream"], time: number, text: string): void {
    for (const line of text.includes("\n") ? text.split("\n") : [text])
      this.#emit({ time, stream, text: lastState(line) });
  }
}

/** Bytes and not text: a cut may go through a character. */
class Pending {
  #parts: Buffer[] = [];
  #time = 0;
  length = 0;

  get isEmpty(): boolean {
    return this.#parts.length === 0;
  }

  add(bytes: Buffer, begin: number, end: number, time: number): void {
    if (this.isEmpty) this.#time = time;
    this.#parts.push(Buffer.from(bytes.subarray(begin, end)));
    this.length += end - begin;
  }

  take(): { readonly time: number; readonly text: string } | undefined {
    if (this.isEmpty) return undefined;
    const text = Buffer.concat(this.#parts, this.length).toString("utf8");
    this.#parts = [];
    this.length = 0;
    return { time: this.#time, text };
  }
}

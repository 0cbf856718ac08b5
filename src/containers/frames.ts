export type LogStream = "stdout" | "stderr";

const headLength = 8;

/** Bytes of a container without a terminal: both streams in one, each piece behind a head of eight bytes. */
export class FrameSplitter {
  readonly #deliver: (stream: LogStream, piece: Buffer) => void;
  #head: Buffer = Buffer.alloc(0);
  #stream: LogStream = "stdout";
  #left = 0;

  constructor(deliver: (stream: LogStream, piece: Buffer) => void) {
    this.#deliver = deliver;
  }

  push(chunk: Buffer): void {
    for (let rest = chunk; rest.length > 0; ) rest = this.#left > 0 ? this.#body(rest) : this.#begin(rest);
  }

  #body(chunk: Buffer): Buffer {
    const piece = chunk.subarray(0, this.#left);
    this.#left -= piece.length;
    this.#deliver(this.#stream, piece);
    return chunk.subarray(piece.length);
  }

  #begin(chunk: Buffer): Buffer {
    const taken = chunk.subarray(0, headLength - this.#head.length);
    this.#head = this.#head.length === 0 ? taken : Buffer.concat([this.#head, taken]);
    if (this.#head.length === headLength) {
      this.#stream = this.#head[0] === 2 ? "stderr" : "stdout";
      this.#left = this.#head.readUInt32BE(4);
      this.#head = Buffer.alloc(0);
    }
    return chunk.subarray(taken.length);
  }
}

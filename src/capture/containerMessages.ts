import type { Line } from "../processes/types";
import { machineFailure } from "../util/problem";

const headerBytes = 8;
const stderr = 2;
/** Engines cut messages at 16 KB; what claims to be as long as this is no frame. */
const longestFrame = 64 * 1024 * 1024;
const newline = 0x0a;

/** A part of `bytes`, good until the call is over. */
export type TakeMessage = (stream: Line["stream"], bytes: Buffer, begin: number, end: number) => void;

/** Bytes in, whole messages out, whatever the borders of the chunks. */
export interface MessageReader {
  push(chunk: Buffer): void;
  /** Of a container that stopped: what no end of a line ends is its last words. */
  end(): void;
}

/** Both streams in one, each message behind a header: which stream, how long. */
export const frameReader = (take: TakeMessage): MessageReader => {
  const rest = new Rest();
  let wanted = headerBytes;
  return {
    push: (chunk) => {
      rest.add(chunk);
      if (rest.length < wanted) return;
      const bytes = rest.all();
      let at = 0;
      wanted = headerBytes;
      while (at + headerBytes <= bytes.length) {
        const begin = at + headerBytes;
        const end = begin + frameLength(bytes, at);
        wanted = end - at;
        if (end > bytes.length) break;
        take(bytes[at] === stderr ? "stderr" : "stdout", bytes, begin, end);
        at = end;
        wanted = headerBytes;
      }
      rest.keep(bytes, at);
    },
    // Half a frame is what a broken connection leaves; it comes again.
    end: () => undefined,
  };
};

/** What a terminal shows: one stream, in which only ends of lines end a message. */
export const terminalReader = (take: TakeMessage): MessageReader => {
  const rest = new Rest();
  return {
    push: (chunk) => {
      rest.add(chunk);
      if (!chunk.includes(newline)) return;
      const bytes = rest.all();
      let at = 0;
      for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, at)) {
        take("stdout", bytes, at, end + 1);
        at = end + 1;
      }
      rest.keep(bytes, at);
    },
    end: () => {
      const bytes = rest.all();
      if (bytes.length > 0) take("stdout", bytes, 0, bytes.length);
      rest.keep(bytes, bytes.length);
    },
  };
};

const frameLength = (bytes: Buffer, at: number): number => {
  const head = bytes.readUInt32BE(at);
  const length = bytes.readUInt32BE(at + 4);
  if (head % 0x1000000 === 0 && head >>> 24 <= stderr && length <= longestFrame) return length;
  throw machineFailure("engine-answer", "The engine's log stream is not made of frames", {
    hint: "Something between here and the engine changes its answers.",
  });
};

/** Chunks that end nothing yet; put together only once there is something to read in them. */
class Rest {
  #chunks: Buffer[] = [];
  length = 0;

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.length += chunk.length;
  }

  all(): Buffer {
    const [first] = this.#chunks;
    return first !== undefined && this.#chunks.length === 1
      ? first
      : Buffer.concat(this.#chunks, this.length);
  }

  keep(bytes: Buffer, from: number): void {
    this.#chunks = from === bytes.length ? [] : [bytes.subarray(from)];
    this.length = bytes.length - from;
  }
}

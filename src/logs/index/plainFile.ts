import { type FileHandle, open } from "node:fs/promises";
import { throwIfAborted } from "../../util/time";
import { newline } from "./ascii";
import type { BlockRange, LineBlock, LineStore } from "./lineStore";

/** A log file of somebody else's, as it is now; a last line without an end counts. */
export const openPlainFile = async (file: string, signal?: AbortSignal): Promise<LineStore> => {
  const plain = new PlainFile(await open(file, "r"));
  await plain.refresh(signal);
  return plain;
};

/** So far apart are the places that are known. */
const blockBytes = 1 << 20;

interface Place {
  readonly line: number;
  readonly at: number;
}

class PlainFile implements LineStore {
  readonly first = 0;
  readonly onGrow = () => ({ dispose: () => undefined });
  readonly #handle: FileHandle;
  readonly #places: Place[] = [{ line: 0, at: 0 }];

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  get lines(): number {
    return this.#places.at(-1)?.line ?? 0;
  }

  async refresh(signal?: AbortSignal): Promise<void> {
    for await (const { place } of this.#read(this.#places.length - 1, signal)) this.#places.push(place);
  }

  async *blocks({ from = 0, to = this.lines, signal }: BlockRange): AsyncGenerator<LineBlock> {
    const begin = this.#places.findLastIndex(({ line }) => line <= from);
    for await (const { block } of this.#read(begin, signal)) {
      if (block.firstLine >= to) return;
      yield block;
    }
  }

  async *#read(begin: number, signal?: AbortSignal): AsyncGenerator<{ block: LineBlock; place: Place }> {
    let { line, at } = this.#places[begin] ?? { line: 0, at: 0 };
    let buffer = Buffer.allocUnsafeSlow(blockBytes + 1);
    for (;;) {
      throwIfAborted(signal, "Reading a log");
      const room = buffer.length - 1;
      const { bytesRead } = await this.#handle.read(buffer, 0, room, at);
      if (bytesRead === 0) return;
      const isLast = bytesRead < room;
      const end = buffer.subarray(0, bytesRead).lastIndexOf(newline) + 1;
      if (end === 0 && !isLast) buffer = Buffer.allocUnsafeSlow(room * 2 + 1);
      else {
        const bytes = isLast && end < bytesRead ? ended(buffer, bytesRead) : buffer.subarray(0, end);
        const lines = linesIn(bytes);
        yield {
          block: { firstLine: line, lines, buffer: bytes },
          place: { line: line + lines, at: at + bytes.length },
        };
        line += lines;
        at += bytes.length;
      }
    }
  }

  dispose(): void {
    void this.#handle.close();
  }
}

const ended = (buffer: Buffer, length: number): Buffer => {
  buffer[length] = newline;
  return buffer.subarray(0, length + 1);
};

const linesIn = (bytes: Buffer): number => {
  let lines = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) lines++;
  return lines;
};

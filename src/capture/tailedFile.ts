import { constants, type Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { LineSplitter } from "../processes/lines";
import { errorCode } from "../util/files";

const blockBytes = 64 * 1024;
/** So many of the last bytes tell whether a file is still the one that we read. */
const tellingBytes = 64;

export interface TailedLines {
  readonly onLine: (text: string) => void;
  readonly drained: () => Promise<void> | undefined;
}

/**
 * One file, whatever it is called by now: it is held open, so that what was written to it before it was renamed or
 * removed is still read. Cut and written anew (copytruncate, or a program that starts over), it is read from its start.
 */
export class TailedFile {
  readonly id: string;
  readonly #handle: FileHandle;
  readonly #lines: TailedLines;
  readonly #block = Buffer.allocUnsafe(blockBytes);
  #splitter: LineSplitter;
  #at = 0;
  #last = Buffer.alloc(0);

  private constructor(handle: FileHandle, id: string, lines: TailedLines) {
    this.#handle = handle;
    this.id = id;
    this.#lines = lines;
    this.#splitter = new LineSplitter(lines.onLine);
  }

  /** Undefined for what is not there, or no plain file. */
  static async open(path: string, lines: TailedLines): Promise<TailedFile | undefined> {
    const handle = await openIfThere(path);
    if (handle === undefined) return undefined;
    const stats = await handle.stat();
    if (stats.isFile()) return new TailedFile(handle, fileId(stats), lines);
    await handle.close();
    return undefined;
  }

  /** What is in it already is somebody else's. */
  async skipAll(): Promise<void> {
    const { size } = await this.#handle.stat();
    this.#at = size;
    this.#remember(await this.#read(Math.max(0, size - tellingBytes), tellingBytes));
  }

  /** Takes what was written since; whether there was anything. */
  async grow(): Promise<boolean> {
    if (!(await this.#isSame())) this.#startOver();
    for (let grown = false; ; grown = true) {
      const bytes = await this.#read(this.#at, blockBytes);
      if (bytes.length === 0) return grown;
      this.#at += bytes.length;
      this.#splitter.push(bytes);
      this.#remember(bytes);
      await this.#lines.drained();
    }
  }

  /** With the last line, which need not have an end. */
  async close(): Promise<void> {
    this.#splitter.end();
    await this.#handle.close();
  }

  async #isSame(): Promise<boolean> {
    const { size } = await this.#handle.stat();
    if (size < this.#at) return false;
    if (size === this.#at || this.#last.length === 0) return true;
    return this.#last.equals(await this.#read(this.#at - this.#last.length, this.#last.length));
  }

  #startOver(): void {
    this.#splitter.end();
    this.#splitter = new LineSplitter(this.#lines.onLine);
    this.#at = 0;
    this.#last = Buffer.alloc(0);
  }

  #remember(bytes: Buffer): void {
    this.#last = Buffer.concat([this.#last, bytes.subarray(-tellingBytes)]).subarray(-tellingBytes);
  }

  async #read(at: number, length: number): Promise<Buffer> {
    const { bytesRead } = await this.#handle.read(this.#block, 0, Math.min(length, blockBytes), at);
    return this.#block.subarray(0, bytesRead);
  }
}

export const fileId = ({ dev, ino }: Stats): string => `${dev}:${ino}`;

const openIfThere = async (path: string): Promise<FileHandle | undefined> => {
  try {
    // A pipe without a writer would hold us up.
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (gone.has(errorCode(error) ?? "")) return undefined;
    throw error;
  }
};

const gone: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "EISDIR", "ENXIO"]);

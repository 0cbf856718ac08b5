const chunkBits = 10;
const chunkSize = 1 << chunkBits;
const chunkMask = chunkSize - 1;

interface Chunk {
  readonly meta: Uint8Array;
  /** Since the chunk's first time, in its unit; wide only where lines are rare, and so there are few. */
  times: Uint16Array | Uint32Array;
  readonly base: number;
  unit: number;
}

/** What is known of each line of a source, in a few bytes for each: its kind and its time. */
export class Columns {
  readonly #chunks: Chunk[] = [];
  #count = 0;
  #last = Number.NEGATIVE_INFINITY;

  get count(): number {
    return this.#count;
  }

  /** Times never fall: a clock that jumps back does not tear a source's order. */
  add(meta: number, time: number): void {
    const at = this.#count & chunkMask;
    this.#last = Math.max(this.#last, time);
    if (at === 0) this.#chunks.push(newChunk(this.#last));
    const chunk = this.#chunks[this.#count >>> chunkBits];
    if (chunk === undefined) return;
    chunk.meta[at] = meta;
    setTime(chunk, at, this.#last);
    this.#count++;
  }

  get lastTime(): number {
    return this.#last;
  }

  meta(line: number): number {
    return this.#chunks[line >>> chunkBits]?.meta[line & chunkMask] ?? 0;
  }

  time(line: number): number {
    const chunk = this.#chunks[line >>> chunkBits];
    return chunk === undefined ? this.#last : chunk.base + (chunk.times[line & chunkMask] ?? 0) * chunk.unit;
  }
}

const newChunk = (base: number): Chunk => ({
  meta: new Uint8Array(chunkSize),
  times: new Uint16Array(chunkSize),
  base,
  unit: 1,
});

const mostNarrow = 0xffff;
const mostWide = 0xffff_ffff;

const setTime = (chunk: Chunk, at: number, time: number): void => {
  if (time - chunk.base > mostNarrow && chunk.times instanceof Uint16Array)
    chunk.times = Uint32Array.from(chunk.times);
  while ((time - chunk.base) / chunk.unit > mostWide) {
    chunk.unit *= 1000;
    for (let i = 0; i < at; i++) chunk.times[i] = (chunk.times[i] ?? 0) / 1000;
  }
  chunk.times[at] = (time - chunk.base) / chunk.unit;
};

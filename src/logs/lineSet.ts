const blockBits = 9;
const wordsPerBlock = 1 << (blockBits - 5);

/** Which lines of many: a bit for each, and how many come before every 512th. Lines are added in their order. */
export class LineSet {
  #words = new Uint32Array(1024);
  #before = new Uint32Array(64);
  /** Blocks whose `before` is known. */
  #known = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(line: number): void {
    const word = line >>> 5;
    if (word >= this.#words.length) this.#widen(word);
    this.#know(line >>> blockBits);
    this.#words[word] = (this.#words[word] ?? 0) | (1 << (line & 31));
    this.#count++;
  }

  has(line: number): boolean {
    return ((this.#words[line >>> 5] ?? 0) & (1 << (line & 31))) !== 0;
  }

  /** How many lines before this one are in it. */
  rank(line: number): number {
    const block = line >>> blockBits;
    if (block >= this.#known) return this.#count;
    let rank = this.#before[block] ?? 0;
    for (let word = block * wordsPerBlock; word < line >>> 5; word++) rank += ones(this.#words[word] ?? 0);
    return rank + ones((this.#words[line >>> 5] ?? 0) & ((1 << (line & 31)) - 1));
  }

  /** The line of this number, from 0; -1 where there are not so many. */
  select(index: number): number {
    if (index < 0 || index >= this.#count) return -1;
    let word = this.#blockOf(index) * wordsPerBlock;
    let left = index - (this.#before[word / wordsPerBlock] ?? 0);
    for (let here = ones(this.#words[word] ?? 0); left >= here; here = ones(this.#words[word] ?? 0)) {
      left -= here;
      word++;
    }
    let bits = this.#words[word] ?? 0;
    for (; left > 0; left--) bits &= bits - 1;
    return word * 32 + (31 - Math.clz32(bits & -bits));
  }

  /** Forgets this line and all behind it. */
  truncate(from: number): void {
    const count = this.rank(from);
    const word = from >>> 5;
    if (word < this.#words.length) {
      this.#words[word] = (this.#words[word] ?? 0) & ((1 << (from & 31)) - 1);
      this.#words.fill(0, word + 1);
    }
    this.#known = Math.min(this.#known, (from >>> blockBits) + 1);
    this.#count = count;
  }

  /** The last block that begins with no more than so many lines before it. */
  #blockOf(index: number): number {
    let low = 0;
    let high = this.#known - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#before[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #know(block: number): void {
    while (this.#known <= block) this.#before[this.#known++] = this.#count;
  }

  #widen(word: number): void {
    const words = new Uint32Array(Math.max(word + 1, this.#words.length * 2));
    words.set(this.#words);
    this.#words = words;
    const before = new Uint32Array(words.length / wordsPerBlock + 1);
    before.set(this.#before.subarray(0, this.#known));
    this.#before = before;
  }
}

const ones = (bits: number): number => {
  const pairs = bits - ((bits >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
};

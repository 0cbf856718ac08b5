import type { LineStore } from "../../../src/logs/index/lineStore";
import { SourceIndex } from "../../../src/logs/index/sourceIndex";
import { LogBase } from "../../../src/logs/logBase";
import { StoredView } from "../../../src/logs/storedView";
import type { LogView } from "../../../src/logs/view";
import { Emitter } from "../../../src/util/events";

/** Lines in memory, in blocks of a few, that can grow. */
export class MemoryStore implements LineStore {
  readonly first = 0;
  readonly lineList: string[] = [];
  readonly #grew = new Emitter<unknown>();
  readonly #perBlock: number;
  readonly onGrow = this.#grew.on;
  disposed = false;

  constructor(perBlock = 3) {
    this.#perBlock = perBlock;
  }

  get lines(): number {
    return this.lineList.length;
  }

  write(...lines: readonly string[]): this {
    this.lineList.push(...lines);
    return this;
  }

  async *blocks({ from = 0, to = this.lines }: { readonly from?: number; readonly to?: number }) {
    for (let line = from - (from % this.#perBlock); line < to; line += this.#perBlock) {
      const lines = this.lineList.slice(line, line + this.#perBlock);
      yield {
        firstLine: line,
        lines: lines.length,
        buffer: Buffer.from(lines.map((one) => `${one}\n`).join("")),
      };
    }
  }

  async refresh(): Promise<void> {
    this.#grew.fire(undefined);
  }

  dispose(): void {
    this.disposed = true;
  }
}

/** 2026-11-20, 14:00 UTC. */
export const start = Date.UTC(2026, 10, 20, 14);

export const out = (ms: number, text: string): string => `${start + ms} o ${text}`;
export const err = (ms: number, text: string): string => `${start + ms} e ${text}`;

export const storedRecords = (
  service: string,
  side: string | undefined,
  store: MemoryStore,
  engine?: string,
): SourceIndex => {
  const source = {
    id: service,
    service,
    side,
    version: "1.0.0",
    ...(engine === undefined ? {} : { engine }),
  };
  return new SourceIndex(
    source,
    store,
    { records: true, trustArrival: engine !== undefined, offsetMs: 0 },
    0,
  );
};

export const storedPlain = (store: MemoryStore): SourceIndex => {
  const source = { id: "file", service: "file", side: undefined, version: undefined };
  return new SourceIndex(source, store, { records: false, trustArrival: false, offsetMs: 0 }, start);
};

export const viewOver = async (...sources: readonly SourceIndex[]): Promise<LogView> => {
  const view = new StoredView(new LogBase(async (known) => sources.filter((one) => !known.includes(one))));
  await view.settled();
  return view;
};

export const textsOf = async (view: LogView): Promise<string[]> =>
  (await view.rows(0, view.count)).map(({ text }) => text);

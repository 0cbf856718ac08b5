import type { PaneRow } from "../../contract/logPane";

export const pageSize = 200;

/** The lines near what is looked at; all others stay where they are. */
export class RowCache {
  readonly #pages = new Map<number, readonly PaneRow[]>();
  readonly #most: number;

  constructor(most = 100) {
    this.#most = most;
  }

  get(row: number): PaneRow | undefined {
    return this.#pages.get(Math.floor(row / pageSize))?.[row % pageSize];
  }

  /** Rows beginning at a page's first one. */
  put(from: number, rows: readonly PaneRow[]): void {
    for (let at = 0; at < rows.length; at += pageSize) {
      const page = (from + at) / pageSize;
      this.#pages.delete(page);
      this.#pages.set(page, rows.slice(at, at + pageSize));
    }
    for (const page of this.#pages.keys()) {
      if (this.#pages.size <= this.#most) break;
      this.#pages.delete(page);
    }
  }

  /** The first page that isn't there (whole) of those that hold these rows. */
  missing(from: number, to: number, count: number): number | undefined {
    const last = Math.min(to, count) - 1;
    for (let page = Math.floor(Math.max(0, from) / pageSize); page * pageSize <= last; page++) {
      const there = this.#pages.get(page)?.length ?? 0;
      if (there < Math.min(pageSize, count - page * pageSize)) return page;
      this.#touch(page);
    }
    return undefined;
  }

  /** Those from here on may be others now. */
  dropFrom(row: number): void {
    for (const page of [...this.#pages.keys()]) {
      const keep = row - page * pageSize;
      if (keep <= 0) this.#pages.delete(page);
      else if (keep < pageSize) this.#pages.set(page, (this.#pages.get(page) ?? []).slice(0, keep));
    }
  }

  clear(): void {
    this.#pages.clear();
  }

  #touch(page: number): void {
    const rows = this.#pages.get(page);
    if (rows === undefined) return;
    this.#pages.delete(page);
    this.#pages.set(page, rows);
  }
}

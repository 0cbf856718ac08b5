import type { PaneRow } from "../../contract/logPane";

export type RowAt = (row: number) => PaneRow | undefined;

/** The same line, whatever filter shows it. */
export const keyOf = ({ source, sourceLine }: PaneRow): string => `${source}:${sourceLine}`;

/** Whether it is shown as a part of the record above: that one may have been filtered out. */
export const continuesAt = (rowAt: RowAt, at: number): boolean => {
  const row = rowAt(at);
  if (row?.continues !== true || at === 0) return false;
  const above = rowAt(at - 1);
  return above === undefined || (above.source === row.source && above.sourceLine === row.sourceLine - 1);
};

/** The first line of the record that this one belongs to; undefined where that isn't there to see. */
export const headOf = (rowAt: RowAt, at: number): number | undefined => {
  let head = at;
  while (continuesAt(rowAt, head)) head--;
  return rowAt(head) === undefined ? undefined : head;
};

/** How many lines follow in the record, as far as they are there to see. */
export const followersOf = (rowAt: RowAt, head: number): number => {
  let next = head + 1;
  while (next - head <= most && continuesAt(rowAt, next)) next++;
  return next - head - 1;
};

/** Counting on would make each painting slow, and nobody cares by then. */
const most = 1_000;

/** What `▸` opens: the other lines of a record, or the values of a JSON line. */
export class Opened {
  readonly #keys = new Set<string>();

  has(row: PaneRow | undefined): boolean {
    return row !== undefined && this.#keys.has(keyOf(row));
  }

  get none(): boolean {
    return this.#keys.size === 0;
  }

  set(row: PaneRow, open: boolean): void {
    if (open) this.#keys.add(keyOf(row));
    else this.#keys.delete(keyOf(row));
  }
}

import type { LogRow, LogView } from "../../logs/view";
import type { Clock } from "../../util/time";
import type { Printing } from "./print";

export interface Following extends Printing {
  /** Whether the emulation goes on. */
  readonly isRunning: () => Promise<boolean>;
  readonly clock: Clock;
}

/** Prints what the view gets from now on, each line once, until the emulation ends, Ctrl-C, or nobody reads any more. */
export const followRows = async (view: LogView, following: Following): Promise<void> => {
  const { output, text, signal, isRunning, clock } = following;
  const fresh = freshRows(view);
  for (let goesOn = true; goesOn && !signal.aborted; ) {
    // Asked first, so that what was written last is there when we look.
    goesOn = await isRunning();
    const rows = await fresh();
    if (!(await output.write(rows.map(text)))) return;
    if (goesOn) await clock.sleep(lookMs, signal).catch(() => undefined);
  }
};

const lookMs = 200;

/** A line that comes late stands before others that were there: its place in its source says that it is new. */
const freshRows = (view: LogView): (() => Promise<LogRow[]>) => {
  const next = new Map(view.sources.map(({ id }) => [id, endOf(view, id)]));
  let from = Number.POSITIVE_INFINITY;
  view.onGrow((grown) => {
    from = Math.min(from, grown.from);
  });
  return async () => {
    from = Number.POSITIVE_INFINITY;
    await view.settled();
    const rows = from < view.count ? await view.rows(from, view.count) : [];
    const fresh = rows.filter(({ source, sourceLine }) => sourceLine >= (next.get(source.id) ?? 0));
    for (const { source, sourceLine } of fresh) next.set(source.id, sourceLine + 1);
    return fresh;
  };
};

/** Behind the last line of a source that the view has. */
const endOf = (view: LogView, source: string): number => {
  let [low, high] = [0, 1];
  while (view.lineOf(source, high) < view.count) high *= 2;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (view.lineOf(source, middle) < view.count) low = middle + 1;
    else high = middle;
  }
  return low;
};

import type { PaneQuery, ToPage } from "../../contract/logPane";
import type { Found, LogView } from "../../logs/view";
import type { Disposable } from "../../util/disposable";
import { exits, problemOf } from "../../util/problem";
import { logQuery } from "./queries";

interface Asked {
  readonly ask: number;
  readonly query: PaneQuery;
  readonly from: number;
}

/** One search at a time through all lines of a view; a new one ends the last. */
export class Finding implements Disposable {
  readonly #view: LogView;
  readonly #post: (message: ToPage) => void;
  #stop = new AbortController();
  #asked: Asked | undefined;
  #found: Found | undefined;
  /** Of lines in the view when it looked. */
  #seen = 0;
  /** The hit that was told last, and whether one has gone on since the search began. */
  #at: number | undefined;
  #stepped = false;

  constructor(view: LogView, post: (message: ToPage) => void) {
    this.#view = view;
    this.#post = post;
  }

  /** Tells the first hit as soon as it is known, and their number as it grows. */
  async start(asked: Asked): Promise<void> {
    this.#stop.abort();
    this.#found = undefined;
    this.#stepped = false;
    this.#asked = asked.query.text === "" ? undefined : asked;
    if (this.#asked !== undefined) await this.#look(asked, asked.from);
  }

  /** The next hit or the one before, round the ends. */
  async step(ask: number, from: number, back: boolean): Promise<void> {
    if (this.#asked?.ask !== ask) return;
    if (this.#found !== undefined && this.#view.count !== this.#seen)
      await this.#look(this.#asked, undefined);
    const found = this.#found;
    if (found === undefined || found.count === 0) return;
    this.#stepped = true;
    const index = back ? (found.previous(from) ?? found.count - 1) : (found.next(from) ?? 0);
    this.#tellHit(ask, found, index);
  }

  dispose(): void {
    this.#stop.abort();
  }

  /** Until it is through, an earlier hit may come to light in another source; so the last word is told again. */
  async #look({ ask, query }: Asked, from: number | undefined): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    this.#seen = this.#view.count;
    this.#at = undefined;
    const tell = (found: Found, whole: boolean): void => {
      if (stop.signal.aborted) return;
      this.#found = found;
      this.#post({ kind: "found", ask, total: found.count, whole, problem: undefined });
      if (from !== undefined) this.#tellNearest(ask, found, from, whole);
    };
    try {
      const progress = throttled((found) => tell(found, false));
      const found = await this.#view.find(logQuery(query), {
        signal: stop.signal,
        onProgress: (_, some) => progress(some, this.#at !== undefined),
      });
      tell(found, true);
    } catch (error) {
      const problem = problemOf(error);
      if (problem.exit === exits.interrupted || stop.signal.aborted) return;
      this.#post({ kind: "found", ask, total: 0, whole: true, problem: problem.message });
    }
  }

  #tellNearest(ask: number, found: Found, from: number, whole: boolean): void {
    if (this.#at !== undefined && !whole) return;
    const index = found.next(this.#stepped ? (this.#at ?? from) : from) ?? 0;
    const isThere = found.count > index && (whole || found.next(from) !== undefined);
    if (isThere) this.#tellHit(ask, found, index);
  }

  #tellHit(ask: number, found: Found, index: number): void {
    const row = found.lineAt(index);
    this.#at = row;
    this.#post({ kind: "hit", ask, row, index });
  }
}

/** Nobody reads a number that changes more often; the first hit is another matter. */
const throttled = (tell: (found: Found) => void): ((found: Found, mayWait: boolean) => void) => {
  let last = 0;
  return (found, mayWait) => {
    const now = performance.now();
    if (mayWait && now - last < 100) return;
    last = now;
    tell(found);
  };
};

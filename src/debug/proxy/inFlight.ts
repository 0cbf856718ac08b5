import type { Request, Response } from "./message";
import { firstOwnSeq } from "./speaker";

export interface Asked {
  readonly request: Request;
  /** For what we asked ourselves; the client never hears of it. */
  readonly settle: ((response: Response) => void) | undefined;
}

export const isOwnSeq = (seq: number): boolean => seq >= firstOwnSeq;

/** Requests that the target has not answered yet. */
export class InFlight {
  readonly #asked = new Map<number, Asked>();
  #next = firstOwnSeq;

  readonly ownSeq = (): number => this.#next++;

  sent(request: Request, settle?: (response: Response) => void): void {
    this.#asked.set(request.seq, { request, settle });
  }

  take(seq: number): Asked | undefined {
    const asked = this.#asked.get(seq);
    this.#asked.delete(seq);
    return asked;
  }

  takeAll(): Asked[] {
    const all = [...this.#asked.values()];
    this.#asked.clear();
    return all;
  }
}

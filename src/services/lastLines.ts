import { Emitter, type Listen } from "../util/events";

/** What a process printed: the end of it for people, each line for those who wait for one. */
export class LastLines {
  readonly #keep: number;
  readonly #added = new Emitter<string>();
  #lines: string[] = [];
  #all: string[] | undefined = [];

  constructor(keep: number) {
    this.#keep = keep;
  }

  add(text: string): void {
    this.#lines.push(text);
    if (this.#lines.length > 2 * this.#keep) this.#lines = this.last();
    this.#all?.push(text);
    this.#added.fire(text);
  }

  last(): string[] {
    return this.#lines.slice(-this.#keep);
  }

  /** Lines that were there already come at once. */
  readonly fromTheFirst: Listen<string> = (listener) => {
    for (const text of this.#all ?? []) listener(text);
    return this.#added.on(listener);
  };

  /** Nobody will ask for the first lines any more. */
  forgetTheFirst(): void {
    this.#all = undefined;
  }
}

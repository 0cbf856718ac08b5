import { deferred } from "../util/deferred";
import { interrupted } from "../util/problem";
import { throwIfAborted } from "../util/time";

/** One wish after the other for each service: two starts at once would fight over its ports. */
export class Turns {
  /** By service: what was asked of it last, done or under way. */
  readonly #last = new Map<string, Promise<void>>();
  /** The same without changes of versions, which take back nothing that was asked of a single one. */
  readonly #wishes = new Map<string, symbol>();
  #changes = 0;

  /** Whether a change of versions is under way or waits: it brings the services up anew by itself. */
  get changing(): boolean {
    return this.#changes > 0;
  }

  async take(service: string, work: (isLast: () => boolean) => Promise<void>): Promise<void> {
    const wish = Symbol(service);
    this.#wishes.set(service, wish);
    const isLast = (): boolean => this.#wishes.get(service) === wish;
    const mine = Promise.resolve(this.#last.get(service)).then(() => work(isLast));
    const turn = mine.catch(() => undefined);
    this.#last.set(service, turn);
    await mine;
  }

  /** The turn of all of them at once. Whoever no longer wants it need not wait for it, and it is passed on. */
  async takeAll(services: readonly string[], signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    const before = services.map((service) => this.#last.get(service));
    const gaveUp = deferred<never>();
    const giveUp = (): void => gaveUp.reject(interrupted(what));
    signal.addEventListener("abort", giveUp, { once: true });
    this.#changes++;
    const mine = Promise.all(before).then(() => {
      signal.removeEventListener("abort", giveUp);
      throwIfAborted(signal, what);
      return work();
    });
    const turn = mine.catch(() => undefined).finally(() => this.#changes--);
    for (const service of services) this.#last.set(service, turn);
    await Promise.race([mine, gaveUp.promise]);
  }
}

const what = "The change of versions";

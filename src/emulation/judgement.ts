import type { CheckResult } from "../checks/types";
import type { EmulationRecord } from "./record";

export type Verdict = NonNullable<EmulationRecord["verdict"]>;

/** What may be said of an emulation once it ends: only what was cut short is `cancelled`. */
export class Judgement {
  #cutShort = true;
  #checked: Verdict | undefined;

  ready(): void {
    this.#cutShort = false;
  }

  /** What was checked before is said of versions that are gone. */
  changed(): void {
    this.#checked = undefined;
  }

  async checking(signal: AbortSignal, work: () => Promise<CheckResult[]>): Promise<CheckResult[]> {
    this.#checked = undefined;
    this.#cutShort = true;
    try {
      const results = await work();
      this.#cutShort = false;
      this.#checked = verdictOf(results);
      return results;
    } catch (error) {
      this.#cutShort = signal.aborted;
      throw error;
    }
  }

  /** `asked` is how whoever stops it would call it; none for what ran, was not checked, and was stopped. */
  end(asked: Verdict | undefined): Verdict | undefined {
    if (asked === "cancelled") return this.#cutShort ? asked : this.#checked;
    return asked ?? this.#checked;
  }
}

/** Nothing is green that did not run. */
const verdictOf = (results: readonly CheckResult[]): Verdict | undefined => {
  if (results.length === 0) return undefined;
  return results.every(({ verdict }) => verdict === "green") ? "green" : "red";
};

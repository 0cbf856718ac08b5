import { type Failure, interrupted, machineFailure } from "../../util/problem";
import { sentence } from "../../util/text";
import type { Version } from "../../versions/types";
import { cellOf } from "../cells";
import type { OpenMatrix } from "../openMatrix";
import type { MatrixRunning } from "../runMatrix";
import type { CellResult, CellVerdict } from "../types";
import type { Answer } from "./halve";

export interface Probe {
  readonly version: string;
  readonly verdict: CellVerdict;
  /** A version with itself: it was asked whether it works at all. */
  readonly self: boolean;
}

/** Asks one version of one axis after the other, all else held; and remembers in which order. */
export class Probing {
  readonly probes: Probe[] = [];
  readonly #axis: string;
  readonly #open: OpenMatrix;
  readonly #running: MatrixRunning;
  readonly #signal: AbortSignal;

  constructor(axis: string, open: OpenMatrix, running: MatrixRunning, signal: AbortSignal) {
    this.#axis = axis;
    this.#open = open;
    this.#running = running;
    this.#signal = signal;
    running.events.on((event) => {
      if (event.kind !== "done" || event.kept || this.#isBroken(event.result)) return;
      this.probes.push(this.#probeOf(event.cell.versions, event.result));
    });
  }

  async ask(version: Version): Promise<Answer> {
    const cell = cellOf({ [this.#axis]: version.name });
    this.#remember(version);
    await this.#running.ask([cell]);
    await this.#running.judgeReds([cell]);
    const result = this.#running.results.get(cell.id);
    if (this.#signal.aborted) throw interrupted("The bisection");
    if (result === undefined || result.verdict === "cancelled") throw notJudged(version.name, result);
    this.#correct(version.name, result);
    return answers[result.verdict];
  }

  resultOf(version: string): CellResult | undefined {
    return this.#running.results.get(cellOf({ [this.#axis]: version }).id);
  }

  /** Commits are no releases: also the other axes of the same product have to know them, for a try with itself. */
  #remember(version: Version): void {
    const group = this.#open.matrix.self.find((axes) => axes.includes(this.#axis)) ?? [this.#axis];
    for (const axis of group) this.#open.found.set(`${axis}=${version.name}`, { ...version, axis });
  }

  /** The second verdict on the same run is no second probe. */
  #isBroken({ verdict }: CellResult): boolean {
    return verdict === "broken";
  }

  #correct(version: string, { verdict }: CellResult): void {
    const at = this.probes.findLastIndex((probe) => probe.version === version && !probe.self);
    if (at >= 0) this.probes[at] = { version, verdict, self: false };
  }

  #probeOf(versions: Readonly<Record<string, string>>, { verdict }: CellResult): Probe {
    const self = Object.keys(versions).length > 1;
    return { version: versions[this.#axis] ?? "", verdict, self };
  }
}

const answers: Readonly<Record<Exclude<CellVerdict, "cancelled">, Answer>> = {
  green: "good",
  red: "bad",
  broken: "nothing",
  unbuildable: "nothing",
  absent: "nothing",
  flaky: "nothing",
};

const notJudged = (version: string, result: CellResult | undefined): Failure => {
  const { message = "it did not run", hint, lines } = result?.problem ?? {};
  return machineFailure("not-judged", `${version} could not be tried: ${sentence(message)}`, {
    ...(hint === undefined ? {} : { hint }),
    ...(lines === undefined ? {} : { lines }),
  });
};

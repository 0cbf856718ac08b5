import type {
  FromMatrixPage,
  MatrixOpened,
  MatrixProgress,
  MatrixVerdict,
} from "../../../contract/matrixPane";
import { button, element } from "../../dom/element";
import { signs, timeLeft } from "../model";

/** Title, progress and what concerns all cells. */
export class Head {
  readonly root: HTMLElement;
  readonly #title = element("h1");
  readonly #said = element("span", { class: "said", attributes: { role: "status" } });
  readonly #bar = element("progress", { attributes: { "aria-label": "cells judged" } });
  readonly #counts = element("span", { class: "counts" });
  readonly #buttons: Readonly<Record<"stop" | "resume" | "failed" | "report", HTMLButtonElement>>;
  readonly #only = new Set<MatrixVerdict>();
  /** The same buttons all along: whoever stands on one stays there while cells are judged. */
  readonly #filters: ReadonlyMap<MatrixVerdict, HTMLButtonElement>;
  readonly #changed: () => void;

  constructor(tell: (message: FromMatrixPage) => void, only: readonly MatrixVerdict[], changed: () => void) {
    for (const verdict of only) this.#only.add(verdict);
    this.#changed = changed;
    this.#filters = new Map(order.map((verdict) => [verdict, this.#filter(verdict)]));
    this.#counts.append(...this.#filters.values());
    const ask = (kind: "stop" | "resume" | "failed" | "report") => () => tell({ kind });
    this.#buttons = {
      stop: button("Stop", "End what runs and put it back; verdicts so far stay", ask("stop")),
      resume: button("Go On", "Run the cells that have no verdict yet", ask("resume")),
      failed: button("Run Reds Again", "Only what was not green", ask("failed")),
      report: button("Report…", "Save it as a page or as JSON", ask("report")),
    };
    const line = element("div", { class: "line" }, this.#title, this.#said, this.#bar);
    this.root = element(
      "header",
      {},
      line,
      element("div", { class: "line" }, this.#counts, ...Object.values(this.#buttons)),
    );
  }

  get only(): ReadonlySet<MatrixVerdict> {
    return this.#only;
  }

  /** Whether cells of this verdict are looked at; all, where none is chosen. */
  shows(verdict: MatrixVerdict | undefined): boolean {
    return this.#only.size === 0 || (verdict !== undefined && this.#only.has(verdict));
  }

  open({ title }: MatrixOpened): void {
    this.#title.textContent = title;
  }

  progress({ state, done, total, secondsLeft, counts }: MatrixProgress): void {
    this.#bar.max = Math.max(total, 1);
    this.#bar.value = done;
    this.#bar.hidden = state !== "running";
    const left = state === "running" ? timeLeft(secondsLeft) : state === "done" ? "done" : "stopped";
    this.#said.textContent = [`${done} of ${total}`, left].filter(Boolean).join(" · ");
    const { stop, resume, failed, report } = this.#buttons;
    stop.hidden = state !== "running";
    resume.hidden = state !== "stopped";
    failed.hidden = state === "running" || done === (counts["green"] ?? 0);
    report.hidden = done === 0;
    for (const [verdict, shown] of this.#filters) {
      const count = counts[verdict] ?? 0;
      shown.textContent = `${signs[verdict]} ${count} ${verdict}`;
      // A filter that is on can be taken off, whatever it leaves.
      shown.hidden = count === 0 && !this.#only.has(verdict);
    }
  }

  #filter(verdict: MatrixVerdict): HTMLButtonElement {
    const made = button("", `Show only what is ${verdict}`, () => {
      if (!this.#only.delete(verdict)) this.#only.add(verdict);
      made.setAttribute("aria-pressed", String(this.#only.has(verdict)));
      this.#changed();
    });
    made.classList.add("toggle", verdict);
    made.setAttribute("aria-pressed", String(this.#only.has(verdict)));
    made.hidden = true;
    return made;
  }
}

const order = ["red", "broken", "flaky", "unbuildable", "cancelled", "absent", "green"] as const;

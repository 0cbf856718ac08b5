import type { PaneRow } from "../../../contract/logPane";
import { element } from "../../dom/element";
import type { LineModel } from "../lineModel";
import { keyOf } from "../records";
import type { Anchor } from "../scroll";
import { type RowLook, rowElement } from "./rowElement";

const sample: PaneRow = {
  source: 0,
  sourceLine: 0,
  time: 0,
  stream: "stdout",
  level: undefined,
  text: "0".repeat(50),
  cut: undefined,
  continues: false,
};

interface Painted {
  readonly element: HTMLElement;
  readonly looks: string;
}

/** Keeps an element for each line that can be seen. */
export class Painter {
  /** What is sought, to be marked. */
  expression: RegExp | undefined;
  selected: readonly [from: number, to: number] = [-1, -1];
  current = -1;
  /** Of the widest line seen so far. */
  width = 0;
  gutter = 0;
  #characterWidth = 8;
  readonly #model: LineModel;
  readonly #trial = element("div", { class: "trial", attributes: { "aria-hidden": "true" } });
  #elements = new Map<number, Painted>();
  #generation = 0;

  constructor(model: LineModel, layer: HTMLElement) {
    this.#model = model;
    layer.append(this.#trial);
  }

  /** Looks may be others now, though the lines are the same. */
  forget(): void {
    this.#generation++;
  }

  /** From the editor's font, and the names that stand before a line. */
  measureFont(): void {
    const trial = rowElement({ ...this.#lookOf(-1), row: sample });
    const text = trial.querySelector<HTMLElement>(".text");
    if (text === null) return;
    this.#trial.replaceChildren(trial);
    const letters = document.createRange();
    letters.selectNodeContents(text);
    this.#characterWidth = letters.getBoundingClientRect().width / sample.text.length || 8;
    this.gutter = text.offsetLeft;
    this.#trial.replaceChildren();
    // Whole pixels, so that many lines are as high as so often one.
    const size = Number.parseFloat(getComputedStyle(this.#trial).fontSize);
    this.#model.lineHeight = Math.max(8, Math.round(size * 1.4) || 18);
    document.body.style.setProperty("--line-height", `${this.#model.lineHeight}px`);
  }

  columnAt(column: number): number {
    return this.gutter + column * this.#characterWidth;
  }

  measure(at: number): number {
    const trial = rowElement(this.#lookOf(at));
    trial.removeAttribute("id");
    this.#trial.replaceChildren(trial);
    const { height } = trial.getBoundingClientRect();
    this.#trial.replaceChildren();
    return height || this.#model.lineHeight;
  }

  /** Fills the screen from a place on; the last line that it painted. */
  paint(anchor: Anchor, viewport: number): number {
    const kept = new Map<number, Painted>();
    let y = -anchor.offset;
    let above: HTMLElement = this.#trial;
    let at = anchor.row;
    for (; y < viewport && at < this.#model.count; at++) {
      const height = this.#model.heightOf(at);
      if (height === 0) continue;
      const painted = this.#elementOf(at, above);
      above = painted.element;
      kept.set(at, painted);
      painted.element.style.transform = `translateY(${y}px)`;
      y += height;
    }
    for (const [row, { element: old }] of this.#elements) if (kept.get(row)?.element !== old) old.remove();
    this.#elements = kept;
    return at - 1;
  }

  #elementOf(at: number, above: HTMLElement): Painted {
    const before = this.#elements.get(at);
    const looks = this.#looksOf(at);
    const painted = before?.looks === looks ? before : { element: rowElement(this.#lookOf(at)), looks };
    if (painted !== before) this.#insert(painted.element, at, above);
    painted.element.setAttribute("aria-setsize", String(this.#model.count));
    const [from, to] = this.selected;
    painted.element.classList.toggle("selected", at >= from && at <= to);
    painted.element.classList.toggle("current", at === this.current);
    return painted;
  }

  /** In the order of lines, for those who read the page with other means than eyes. */
  #insert(made: HTMLElement, at: number, above: HTMLElement): void {
    above.after(made);
    const length = this.#model.rows.get(at)?.text.length ?? 0;
    this.width = Math.max(this.width, this.columnAt(Math.min(length, 30_000) + 4));
  }

  /** What the element depends on; another text means another element. */
  #looksOf(at: number): string {
    const model = this.#model;
    const row = model.rows.get(at);
    if (row === undefined) return `${this.#generation} -`;
    return [
      this.#generation,
      keyOf(row),
      model.gapAbove(at) ?? "",
      model.isOpen(at) ?? "",
      model.followers(at),
      model.isWithin(at),
    ].join(" ");
  }

  #lookOf(at: number): RowLook {
    const model = this.#model;
    const row = model.rows.get(at);
    const source = row && model.sources[row.source];
    const sides = [...new Set(model.sources.map(({ side }) => side))];
    return {
      at,
      count: model.count,
      row,
      source,
      color: source === undefined ? 0 : sides.indexOf(source.side) % 6,
      gap: model.gapAbove(at),
      within: model.isWithin(at),
      open: model.isOpen(at),
      more: model.followers(at),
      expression: this.expression,
    };
  }
}

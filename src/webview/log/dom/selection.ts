import type { FromPage } from "../../../contract/logPane";
import type { LineModel } from "../lineModel";
import type { LogList } from "./list";

/** The line that keys act on, and those from it up to where one began to select. */
export class Selection {
  #current: number | undefined;
  #begin: number | undefined;
  readonly #model: LineModel;
  readonly #list: LogList;
  readonly #tell: (message: FromPage) => void;

  constructor(model: LineModel, list: LogList, tell: (message: FromPage) => void) {
    this.#model = model;
    this.#list = list;
    this.#tell = tell;
    list.root.addEventListener("click", (event) => this.#click(event));
  }

  get current(): number | undefined {
    return this.#current;
  }

  put(row: number, extend = false): void {
    if (!extend || this.#begin === undefined) this.#begin = row;
    this.#current = row;
    const { painter, root } = this.#list;
    painter.current = row;
    painter.selected = [Math.min(this.#begin, row), Math.max(this.#begin, row)];
    root.setAttribute("aria-activedescendant", `row-${row}`);
    this.#list.paint();
  }

  clear(): void {
    this.#current = undefined;
    this.#begin = undefined;
    this.#list.painter.current = -1;
    this.#list.painter.selected = [-1, -1];
    this.#list.root.removeAttribute("aria-activedescendant");
  }

  /** Nothing is selected any more, wherever one stands. */
  dismiss(): void {
    if (this.#current !== undefined) this.put(this.#current);
  }

  /** So many lines that are not folded away further. */
  step(lines: number, extend: boolean): void {
    const way = Math.sign(lines);
    let at = this.#current ?? this.#list.anchor.row - way;
    for (let left = Math.abs(lines); left > 0; left--) {
      let next = at + way;
      while (next >= 0 && next < this.#model.count && this.#model.heightOf(next) === 0) next += way;
      if (next < 0 || next >= this.#model.count) break;
      at = next;
    }
    this.#goTo(Math.max(0, at), extend);
  }

  edge(row: number, extend: boolean): void {
    this.#goTo(Math.max(0, row), extend);
  }

  /** What is marked as text, else whole lines. */
  copy(): void {
    const marked = window.getSelection()?.toString() ?? "";
    if (marked !== "") {
      document.execCommand("copy");
      return;
    }
    const [from, to] = this.#list.painter.selected;
    if (from >= 0) this.#tell({ kind: "copy", from, to: to + 1 });
  }

  all(): void {
    this.#begin = 0;
    this.put(this.#model.count - 1, true);
  }

  toggleOpen(row: number, open?: boolean): void {
    const now = this.#model.isOpen(row);
    if (now === undefined && !this.#model.isWithin(row)) return;
    this.#model.setOpen(row, open ?? now !== true);
    this.#list.painter.forget();
    this.#list.paint();
  }

  /** Follows the first link of a line. */
  openLink(row: number): boolean {
    const link = this.#list.root.querySelector<HTMLElement>(`#row-${row} .link`);
    if (link === null) return false;
    this.#open(link, row);
    return true;
  }

  #goTo(row: number, extend: boolean): void {
    this.#list.show(row);
    this.put(row, extend);
  }

  #click(event: MouseEvent): void {
    const target = event.target;
    if (!(target instanceof HTMLElement)) return;
    const row = Number(target.closest<HTMLElement>(".row")?.dataset["row"] ?? Number.NaN);
    if (Number.isNaN(row)) return;
    const wasMarking = window.getSelection()?.isCollapsed === false;
    if (wasMarking && !event.shiftKey) return;
    if (event.shiftKey) window.getSelection()?.removeAllRanges();
    this.put(row, event.shiftKey);
    if (target.closest(".opens") !== null) this.toggleOpen(row);
    const link = target.closest<HTMLElement>(".link");
    if (link !== null) this.#open(link, row);
  }

  #open({ dataset }: HTMLElement, row: number): void {
    const { file = "", line = "1", column } = dataset;
    const at = column === undefined ? undefined : Number(column);
    this.#tell({ kind: "open", row, file, line: Number(line), column: at });
  }
}

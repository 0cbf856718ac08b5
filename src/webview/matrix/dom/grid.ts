import type { MatrixCell, MatrixOpened } from "../../../contract/matrixPane";
import { element } from "../../dom/element";
import { type GridShape, type GridTable, looksOf, type Step, shapeOf, spokenOf, stepFrom } from "../model";

const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "home",
  End: "end",
};

/** Tables of cells, each a button; the arrow keys go from one to the other. */
export class Grid {
  readonly root = element("div", { class: "grids" });
  readonly #select: (id: string) => void;
  readonly #buttons = new Map<string, HTMLButtonElement>();
  #chosen: HTMLButtonElement | undefined;

  constructor(select: (id: string) => void) {
    this.#select = select;
  }

  /** With the cell that was looked at before, where it is still there. */
  open(opened: MatrixOpened, selected: string | undefined): void {
    const shape = shapeOf(opened);
    this.#buttons.clear();
    this.root.replaceChildren(...(shape?.tables ?? []).map((table) => this.#table(shape, table)));
    this.#chosen = undefined;
    const [first] = this.#buttons.values();
    if (first) first.tabIndex = 0;
    if (selected !== undefined) this.#mark(selected);
  }

  paint(id: string, cell: MatrixCell | undefined, running: boolean, shown: boolean): void {
    const made = this.#buttons.get(id);
    if (made === undefined) return;
    const { sign, kind } = looksOf(cell, running);
    made.textContent = sign;
    made.className = shown || running ? `cell ${kind}` : `cell ${kind} faded`;
    made.setAttribute("aria-label", spokenOf(id, kind));
    made.title = [made.getAttribute("aria-label"), cell?.why].filter(Boolean).join("\n");
  }

  #table(shape: GridShape | undefined, { caption, rows }: GridTable): HTMLTableElement {
    const { rowAxis, columnAxis = "", columns = [] } = shape ?? {};
    const corner = rowAxis === undefined ? columnAxis : `${rowAxis} ↓ ${columnAxis} →`;
    const head = columns.map(({ name, date }) => headOf(name, date, "col"));
    const places = rows.map(({ ids }) => ids);
    return element(
      "table",
      { attributes: { role: "grid" } },
      ...(caption === "" ? [] : [element("caption", { text: caption })]),
      element("thead", {}, element("tr", {}, element("th", { text: corner }), ...head)),
      element(
        "tbody",
        {},
        ...rows.map(({ name, date, ids }, row) =>
          element(
            "tr",
            {},
            headOf(name, date, "row"),
            ...ids.map((id, column) => element("td", {}, this.#cell(id, places, [row, column]))),
          ),
        ),
      ),
    );
  }

  #cell(
    id: string,
    places: readonly (readonly string[])[],
    at: readonly [row: number, column: number],
  ): HTMLButtonElement {
    const made = element("button", {
      class: "cell open",
      attributes: { type: "button", tabindex: "-1", "data-id": id, "aria-label": spokenOf(id, "open") },
    });
    made.addEventListener("click", () => this.#choose(id));
    made.addEventListener("keydown", (event) => {
      const step = steps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const [row, column] = stepFrom(at, step, [places.length, places[0]?.length ?? 0]);
      const next = places[row]?.[column];
      if (next !== undefined) this.#choose(next);
    });
    this.#buttons.set(id, made);
    return made;
  }

  #choose(id: string): void {
    this.#mark(id)?.focus();
    this.#select(id);
  }

  /** The one that Tab comes to. */
  #mark(id: string): HTMLButtonElement | undefined {
    const made = this.#buttons.get(id);
    const [first] = this.#buttons.values();
    const before = this.#chosen ?? first;
    if (made === undefined || before === undefined) return undefined;
    before.tabIndex = -1;
    before.setAttribute("aria-pressed", "false");
    made.tabIndex = 0;
    made.setAttribute("aria-pressed", "true");
    this.#chosen = made;
    return made;
  }
}

const headOf = (name: string, date: string | undefined, scope: "row" | "col"): HTMLTableCellElement =>
  element("th", { text: name, ...(date === undefined ? {} : { title: date }), attributes: { scope } });

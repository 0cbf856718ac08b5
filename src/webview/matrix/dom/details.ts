import type { FromMatrixPage, MatrixCell, MatrixOpened } from "../../../contract/matrixPane";
import { button, element } from "../../dom/element";
import { signs } from "../model";

/** The cell that is looked at: what each side said, and what one can do now. */
export class Details {
  readonly root = element("section", {
    class: "details",
    attributes: { "aria-live": "polite", tabindex: "-1" },
  });
  readonly #tell: (message: FromMatrixPage) => void;
  #axes: readonly string[] = [];

  constructor(tell: (message: FromMatrixPage) => void) {
    this.#tell = tell;
    this.root.append(element("p", { class: "hint", text: "Choose a cell to see what each side said." }));
  }

  open({ axes }: MatrixOpened): void {
    this.#axes = axes.map(({ name }) => name);
  }

  show(id: string, cell: MatrixCell | undefined, running: boolean): void {
    const verdict = running ? "running" : (cell?.verdict ?? "open");
    const title = `${id.replaceAll("=", " ")} · ${running ? "running" : (cell?.verdict ?? "not run")}`;
    const stoodOn = this.root.contains(document.activeElement)
      ? document.activeElement?.textContent
      : undefined;
    this.root.replaceChildren(
      element("h2", { class: verdict, text: `${signs[verdict]} ${title}` }),
      ...(cell === undefined || running ? [] : this.#said(cell)),
      this.#buttons(id, cell, running),
    );
    if (stoodOn !== undefined) this.#stand(stoodOn);
  }

  /** On the same button as before, or at least not back at the top of the page. */
  #stand(on: string | null): void {
    const same = [...this.root.querySelectorAll("button")].find(({ textContent }) => textContent === on);
    (same ?? this.root).focus();
  }

  #said(cell: MatrixCell): HTMLElement[] {
    const { why, checks, causes, silent } = cell;
    return [
      ...(why === undefined ? [] : [element("p", { text: why })]),
      element(
        "ul",
        {},
        ...checks.map(({ name, verdict, why: because }) =>
          element("li", { text: `${signs[verdict]} ${name}${because === undefined ? "" : ` — ${because}`}` }),
        ),
      ),
      element(
        "table",
        { class: "causes" },
        ...causes.map((cause, index) => this.#cause(cell, cause, index)),
        ...silent.map((side) =>
          element(
            "tr",
            {},
            element("td", { text: side }),
            element("td", { text: "said nothing" }),
            element("td"),
          ),
        ),
      ),
    ];
  }

  #cause({ id }: MatrixCell, cause: MatrixCell["causes"][number], index: number): HTMLTableRowElement {
    const { side, version, service, text, file, line } = cause;
    const origin = [side, version].filter((part) => part !== undefined).join(" ");
    const place = element("td");
    if (file !== undefined) {
      const name = `${file}${line === undefined ? "" : `:${line}`}`;
      const link = button(name, `Open it in the tree of ${side}`, () =>
        this.#tell({ kind: "open", id, cause: index }),
      );
      link.classList.add("link");
      place.append(link);
    }
    return element(
      "tr",
      {},
      element("td", { text: `${origin} · ${service}` }),
      element("td", { class: "said", text }),
      place,
    );
  }

  #buttons(id: string, cell: MatrixCell | undefined, running: boolean): HTMLElement {
    const ask = (kind: "debug" | "again" | "logs") => () => this.#tell({ kind, id });
    const bad = cell?.verdict === "red";
    return element(
      "div",
      { class: "line" },
      button("Debug This Pair", "Start both under debuggers", ask("debug")),
      ...(running ? [] : [button(cell ? "Run Again" : "Run", "Run this cell", ask("again"))]),
      ...(bad && !running
        ? this.#axes.map((axis) =>
            button(`Bisect ${axis} From Here`, `Find from which ${axis} on it is red`, () =>
              this.#tell({ kind: "bisect", id, axis }),
            ),
          )
        : []),
      ...(cell?.logged && !running ? [button("Logs", "What its services wrote", ask("logs"))] : []),
    );
  }
}

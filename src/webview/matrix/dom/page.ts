import type {
  FromMatrixPage,
  MatrixCell,
  MatrixPaneState,
  MatrixProgress,
  ToMatrixPage,
} from "../../../contract/matrixPane";
import { element } from "../../dom/element";
import { differing } from "../model";
import { Details } from "./details";
import { Grid } from "./grid";
import { Head } from "./head";

export interface MatrixHost {
  readonly tell: (message: FromMatrixPage) => void;
  readonly state: MatrixPaneState | undefined;
  readonly keep: (state: MatrixPaneState) => void;
}

/** The whole page: a head with progress, the grid, and the cell that is looked at. */
export class MatrixPage {
  readonly roots: readonly HTMLElement[];
  readonly #host: MatrixHost;
  readonly #cells = new Map<string, MatrixCell>();
  readonly #head: Head;
  readonly #grid: Grid;
  readonly #details: Details;
  #matrix = "";
  #selected: string | undefined;
  #running: ReadonlySet<string> = new Set();

  constructor(host: MatrixHost) {
    this.#host = host;
    this.#selected = host.state?.selected;
    this.#head = new Head(host.tell, host.state?.only ?? [], () => this.#look());
    this.#grid = new Grid((id) => this.#select(id));
    this.#details = new Details(host.tell);
    this.roots = [this.#head.root, element("main", {}, this.#grid.root), this.#details.root];
  }

  begin(): void {
    this.#host.tell({ kind: "ready" });
  }

  hear(message: ToMatrixPage): void {
    if (message.kind === "opened") {
      this.#matrix = message.matrix;
      this.#head.open(message);
      this.#grid.open(message, this.#selected);
      this.#details.open(message);
    } else if (message.kind === "cells") this.#hearCells(message.cells);
    else this.#progress(message);
    this.#remember();
  }

  #hearCells(cells: readonly MatrixCell[]): void {
    for (const cell of cells) {
      this.#cells.set(cell.id, cell);
      this.#paint(cell.id);
    }
    if (this.#selected !== undefined && cells.some(({ id }) => id === this.#selected)) this.#show();
  }

  #progress(progress: MatrixProgress): void {
    const now = new Set(progress.running);
    const changed = differing(this.#running, now);
    this.#running = now;
    this.#head.progress(progress);
    for (const id of changed) this.#paint(id);
    if (this.#selected !== undefined && changed.includes(this.#selected)) this.#show();
  }

  #paint(id: string): void {
    const cell = this.#cells.get(id);
    this.#grid.paint(id, cell, this.#running.has(id), this.#head.shows(cell?.verdict));
  }

  #look(): void {
    for (const id of this.#cells.keys()) this.#paint(id);
    this.#remember();
  }

  #select(id: string): void {
    this.#selected = id;
    this.#show();
    this.#remember();
  }

  #show(): void {
    const id = this.#selected;
    if (id !== undefined) this.#details.show(id, this.#cells.get(id), this.#running.has(id));
  }

  #remember(): void {
    this.#host.keep({ matrix: this.#matrix, selected: this.#selected, only: [...this.#head.only] });
  }
}

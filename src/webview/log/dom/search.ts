import type { FromPage, PaneQuery, ToPage } from "../../../contract/logPane";
import type { LineModel } from "../lineModel";
import { expressionOf } from "../matching";
import type { LogList } from "./list";
import { SearchBar } from "./searchBar";
import type { Selection } from "./selection";

type Answer = Extract<ToPage, { kind: "found" | "hit" }>;

/** Looks through all lines, and goes from hit to hit. */
export class Search {
  readonly bar: SearchBar;
  readonly #model: LineModel;
  readonly #list: LogList;
  readonly #selection: Selection;
  readonly #tell: (message: FromPage) => void;
  readonly #changed: () => void;
  #ask = 0;
  #total = 0;
  #whole = true;
  #index: number | undefined;
  /** The first hit is only counted: nobody asked to go there. */
  #stays = false;
  /** A hit whose line isn't there yet. */
  #waiting: number | undefined;
  /** Where one stood when one began to type. */
  #origin: number | undefined;

  constructor(
    model: LineModel,
    list: LogList,
    selection: Selection,
    tell: (message: FromPage) => void,
    changed: () => void,
  ) {
    this.#model = model;
    this.#list = list;
    this.#selection = selection;
    this.#tell = tell;
    this.#changed = changed;
    this.bar = new SearchBar({
      changed: () => this.#seek(),
      step: (back) => this.step(back),
      left: () => list.root.focus(),
    });
  }

  restore(query: PaneQuery): void {
    this.bar.query = query;
  }

  /** Of other lines than before: one stays where one is. */
  again(): void {
    if (this.bar.query.text === "") return;
    this.#find(this.bar.query, this.#list.anchor.row);
    this.#stays = true;
  }

  step(back: boolean): void {
    if (this.bar.query.text === "") {
      this.bar.focus();
      return;
    }
    const from = this.#selection.current ?? this.#list.anchor.row;
    this.#tell({ kind: "hit", ask: this.#ask, from: back ? from : from + 1, back });
  }

  hear(answer: Answer): void {
    if (answer.ask !== this.#ask) return;
    if (answer.kind === "hit") {
      if (!this.#stays) {
        this.#index = answer.index;
        this.#goTo(answer.row);
      }
      this.#stays = false;
    } else {
      this.#total = answer.total;
      this.#whole = answer.whole;
    }
    const problem = answer.kind === "found" ? answer.problem : undefined;
    this.bar.say(problem ?? this.#words(), problem !== undefined);
  }

  /** Lines came: the hit's may be among them. */
  arrived(): void {
    if (this.#waiting === undefined || this.#model.rows.get(this.#waiting) === undefined) return;
    const row = this.#waiting;
    this.#waiting = undefined;
    this.#goTo(row);
  }

  #seek(): void {
    const { query } = this.bar;
    this.#origin ??= this.#selection.current ?? this.#list.anchor.row;
    this.#find(query, this.#origin);
    if (query.text === "") this.#origin = undefined;
    this.#changed();
  }

  #find(query: PaneQuery, from: number): void {
    this.#ask++;
    this.#total = 0;
    this.#whole = false;
    this.#index = undefined;
    this.#stays = false;
    this.#list.painter.expression = expressionOf(query);
    this.#list.painter.forget();
    this.#list.paint();
    if (query.text === "") this.bar.say("");
    this.#tell({ kind: "find", ask: this.#ask, query, from });
  }

  #goTo(row: number): void {
    if (this.#model.rows.get(row) === undefined) this.#waiting = row;
    else if (this.#model.isFoldedAway(row)) {
      this.#model.setOpen(row, true);
      this.#list.painter.forget();
    }
    this.#list.show(row);
    this.#selection.put(row);
    this.#list.showMatch(row, this.#list.painter.expression);
  }

  #words(): string {
    const total = `${this.#total.toLocaleString("en")}${this.#whole ? "" : "+"}`;
    if (this.#total === 0) return this.#whole ? "no hits" : "…";
    return this.#index === undefined ? total : `${(this.#index + 1).toLocaleString("en")} of ${total}`;
  }
}

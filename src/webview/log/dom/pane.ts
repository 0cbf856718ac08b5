import {
  type FromPage,
  type PaneFilter,
  type PaneLook,
  type PaneSource,
  paneState,
  type ToPage,
} from "../../../contract/logPane";
import { as } from "../../../util/shape";
import { element } from "../../dom/element";
import { LineModel } from "../lineModel";
import { pageSize } from "../rowCache";
import { CausesSection } from "./causesSection";
import { FilterBar } from "./filterBar";
import { Head } from "./head";
import { LogList } from "./list";
import { listKeys } from "./listKeys";
import { Search } from "./search";
import { Selection } from "./selection";

export interface PaneHost {
  readonly tell: (message: FromPage) => void;
  readonly state: () => unknown;
  readonly keep: (state: unknown) => void;
}

/** The whole page: it shows what it is told, and asks for the lines that it needs. */
export class LogPane {
  readonly roots: readonly HTMLElement[];
  readonly #host: PaneHost;
  readonly #model = new LineModel();
  readonly #list: LogList;
  readonly #head: Head;
  readonly #search: Search;
  readonly #selection: Selection;
  readonly #filters = new FilterBar((filter) => this.#filter(filter));
  readonly #causes: CausesSection;
  #target: object | undefined;
  #view = -1;
  #remembering: number | undefined;
  /** Pages that were asked for and not answered yet. */
  readonly #asked = new Set<number>();
  #causesOf: Extract<ToPage, { kind: "causes" }> | undefined;

  constructor(host: PaneHost) {
    this.#host = host;
    const { tell } = host;
    this.#list = new LogList(this.#model, {
      needs: (from, to) => this.#need(from, to),
      moved: () => this.#movedOn(),
    });
    this.#selection = new Selection(this.#model, this.#list, tell);
    this.#search = new Search(this.#model, this.#list, this.#selection, tell, () => this.#remember());
    this.#causes = new CausesSection((at, what) => tell({ kind: "cause", at, what }));
    const merged = (): void => tell({ kind: "merged", time: this.#timeNow() ?? 0 });
    this.#head = new Head({
      follow: (on) => this.#list.follow(on),
      look: (look) => this.#look(look),
      merged,
      copy: () => this.#selection.copy(),
      save: () => tell({ kind: "save" }),
      asText: () => tell({ kind: "asText" }),
    });
    const second = element("div", { class: "bar" }, this.#search.bar.root, this.#filters.root);
    this.roots = [element("header", {}, this.#head.root, second), this.#list.root, this.#causes.root];
    listKeys(this.#list, this.#selection, this.#search, { merged, wrap: () => this.#head.toggleWrap() });
  }

  begin(): void {
    this.#list.painter.measureFont();
    new MutationObserver(() => this.#list.refit()).observe(document.documentElement, {
      attributes: true,
      attributeFilter: ["style", "class"],
    });
    this.#host.tell({ kind: "ready", state: as(paneState, this.#host.state()) });
  }

  hear(message: ToPage): void {
    switch (message.kind) {
      case "opened":
        this.#open(message);
        break;
      case "view":
        this.#showView(message);
        break;
      case "grew":
        this.#grow(message);
        break;
      case "rows":
        this.#put(message);
        break;
      case "found":
      case "hit":
        this.#search.hear(message);
        break;
      case "causes":
        this.#causesOf = message;
        this.#causes.show(message.lines, message.silent, this.#model.sources);
        break;
      case "goTo":
        this.#list.show(message.row);
        this.#selection.put(message.row);
        break;
      case "search":
        this.#search.bar.focus();
        break;
    }
  }

  #open({ target, query, look, title, canMerge }: Extract<ToPage, { kind: "opened" }>): void {
    this.#target = target;
    this.#search.restore(query);
    this.#model.look = look;
    this.#head.open(title, canMerge, look);
    document.body.classList.toggle("wrap", look.wrap);
  }

  #showView({ view, count, sources, filter, at, problem }: Extract<ToPage, { kind: "view" }>): void {
    this.#view = view;
    this.#asked.clear();
    this.#model.rows.clear();
    this.#model.forgetHeights();
    this.#selection.clear();
    this.#setSources(sources);
    this.#model.count = count;
    this.#list.painter.forget();
    this.#list.leftmost();
    this.#filters.show(filter, sources, problem);
    if (at === undefined) this.#list.follow(true);
    else this.#list.standAt(at);
    this.#tellCount(count);
    this.#search.again();
    this.#rememberNow();
  }

  #grow({ view, from, count, sources }: Extract<ToPage, { kind: "grew" }>): void {
    if (view !== this.#view) return;
    if (sources.length !== this.#model.sources.length) {
      this.#setSources(sources);
      this.#filters.show(this.#filters.filter, sources, undefined);
    }
    this.#model.rows.dropFrom(from);
    this.#model.count = count;
    this.#model.forgetHeights();
    this.#tellCount(count);
    this.#list.paint();
  }

  #tellCount(count: number): void {
    this.#head.count(count);
    const why = this.#filters.isNarrowed ? "No line passes the filter." : "Nothing was said yet.";
    this.#list.explain(count === 0 ? why : "");
  }

  #setSources(sources: readonly PaneSource[]): void {
    this.#model.sources = sources;
    const width = (texts: readonly string[]): string =>
      `${Math.min(24, Math.max(0, ...texts.map(({ length }) => length)))}ch`;
    const style = document.body.style;
    style.setProperty("--side-width", width(sources.map(({ side = "" }) => side)));
    style.setProperty("--service-width", width(sources.map(({ service }) => service)));
    this.#list.painter.measureFont();
    if (this.#causesOf) this.#causes.show(this.#causesOf.lines, this.#causesOf.silent, sources);
  }

  #put({ view, from, rows }: Extract<ToPage, { kind: "rows" }>): void {
    if (view !== this.#view) return;
    this.#asked.delete(from / pageSize);
    this.#model.rows.put(from, rows);
    this.#model.forgetHeights();
    this.#search.arrived();
    this.#list.paint();
  }

  /** What is looked at first, then what lies below and above it; never more than two at a time. */
  #need(from: number, to: number): void {
    const { rows, count } = this.#model;
    for (const [first, last] of [
      [from - 1, to + 1],
      [to, to + pageSize],
      [from - pageSize, from],
    ] as const) {
      const page = rows.missing(first, last, count);
      if (page === undefined) continue;
      if (this.#asked.has(page) || this.#asked.size >= 2) return;
      this.#asked.add(page);
      const start = page * pageSize;
      this.#host.tell({ kind: "rows", view: this.#view, from: start, to: start + pageSize });
    }
  }

  #filter(filter: PaneFilter): void {
    const time = this.#list.following ? undefined : this.#timeNow();
    this.#host.tell({ kind: "filter", filter, time });
  }

  #look(look: PaneLook): void {
    this.#model.look = look;
    document.body.classList.toggle("wrap", look.wrap);
    this.#list.refit();
    this.#remember();
  }

  #movedOn(): void {
    this.#head.following(this.#list.following);
    this.#remember();
  }

  #timeNow(): number | undefined {
    const at = this.#selection.current ?? this.#list.anchor.row;
    return (this.#model.rows.get(at) ?? this.#model.rows.get(this.#list.anchor.row))?.time;
  }

  /** A moment later, once for all that changes meanwhile. */
  #remember(): void {
    this.#remembering ??= window.setTimeout(() => {
      this.#remembering = undefined;
      this.#rememberNow();
    }, 200);
  }

  #rememberNow(): void {
    if (this.#target === undefined) return;
    const { row } = this.#list.anchor;
    const time = this.#list.following ? undefined : this.#model.rows.get(row)?.time;
    const look = this.#model.look;
    this.#host.keep({
      target: this.#target,
      filter: this.#filters.filter,
      query: this.#search.bar.query,
      look,
      time,
    });
  }
}

import {
  type FromPage,
  fromPage,
  nothingFiltered,
  nothingSought,
  type PaneFilter,
  type PaneLook,
  type PaneRow,
  type PaneSource,
  type PaneState,
  type ToPage,
} from "../../contract/logPane";
import type { LogTarget } from "../../contract/logTarget";
import type { RootCauses } from "../../logs/types";
import type { LogFilter, LogRow, LogSource, LogView } from "../../logs/view";
import { type Disposable, DisposableStore } from "../../util/disposable";
import { as } from "../../util/shape";
import { Finding } from "./finding";
import { logFilter, wrongWords } from "./queries";

/** A place in code, as the log names it. */
export interface NamedPlace {
  readonly side: string | undefined;
  readonly service: string;
  readonly file: string;
  readonly line: number;
  readonly column: number | undefined;
}

/** What a pane needs of the editor around it. */
export interface PaneEditor {
  readonly post: (message: ToPage) => void;
  readonly open: (place: NamedPlace) => Promise<void>;
  readonly copy: (view: LogView, from: number, to: number) => Promise<void>;
  readonly save: (view: LogView) => Promise<void>;
  readonly asText: (view: LogView) => Promise<void>;
  readonly merged: (time: number) => Promise<void>;
  readonly causes: () => Promise<RootCauses>;
  readonly failed: (error: unknown) => void;
}

export interface PaneOf {
  readonly target: LogTarget;
  readonly title: string;
  readonly look: PaneLook;
  /** A moment to begin at; the newest line by default. */
  readonly time?: number;
}

/** The editor's half of a log pane: answers the page out of a view over the logs. */
export class PaneSession implements Disposable {
  readonly #base: LogView;
  readonly #of: PaneOf;
  readonly #editor: PaneEditor;
  #shown: LogView;
  #owned = new DisposableStore();
  #finding: Finding;
  #view = 0;
  #causes: RootCauses = { lines: [], silent: [] };

  /** Owns the view from here on. */
  constructor(base: LogView, of: PaneOf, editor: PaneEditor) {
    this.#base = base;
    this.#of = of;
    this.#editor = editor;
    this.#shown = base;
    this.#finding = new Finding(base, editor.post);
  }

  async hear(unknown: unknown): Promise<void> {
    const message = as(fromPage, unknown);
    if (message === undefined) return;
    try {
      await this.#answer(message);
    } catch (error) {
      this.#editor.failed(error);
    }
  }

  /** The line of that time, without any filter. */
  async goTo(time: number): Promise<void> {
    await this.#filter(nothingFiltered, time);
    this.#point(time);
  }

  /** What was said since may say why. */
  async tellCauses(): Promise<void> {
    this.#causes = await this.#editor.causes();
    const lines = this.#causes.lines.map(({ file, line, time, ...rest }) => ({ ...rest, file, line, time }));
    this.#editor.post({ kind: "causes", lines, silent: [...this.#causes.silent] });
  }

  dispose(): void {
    this.#owned.dispose();
    this.#base.dispose();
  }

  #answer(message: FromPage): Promise<void> | void {
    const { copy, save, asText, merged } = this.#editor;
    switch (message.kind) {
      case "ready":
        return this.#begin(message.state);
      case "rows":
        return this.#rows(message);
      case "filter":
        return this.#filter(message.filter, message.time);
      case "find":
        return this.#finding.start(message);
      case "hit":
        return this.#finding.step(message.ask, message.from, message.back);
      case "open":
        return this.#open(message);
      case "cause":
        return this.#cause(message);
      case "copy":
        return copy(this.#shown, message.from, message.to);
      case "merged":
        return merged(message.time);
      case "save":
        return save(this.#shown);
      case "asText":
        return asText(this.#shown);
    }
  }

  async #begin(state: PaneState | undefined): Promise<void> {
    const { target, title, look, time } = this.#of;
    this.#editor.post({
      kind: "opened",
      target,
      title,
      canMerge: target.services !== undefined,
      look: state?.look ?? look,
      query: state?.query ?? nothingSought,
    });
    await this.#filter(state?.filter ?? nothingFiltered, state === undefined ? time : state.time);
    if (state === undefined && time !== undefined) this.#point(time);
    await this.tellCauses();
  }

  #point(time: number): void {
    const row = Math.min(this.#shown.at(time), this.#shown.count - 1);
    if (row >= 0) this.#editor.post({ kind: "goTo", row });
  }

  /** Shows other lines; those that a wrong expression would ask for are all. */
  async #filter(filter: PaneFilter, time: number | undefined): Promise<void> {
    const view = ++this.#view;
    const { services } = this.#of.target;
    const { shown, problem } = this.#filtered(logFilter(filter, services));
    await Promise.race([shown.settled(), briefly()]);
    if (view !== this.#view) {
      if (shown !== this.#base) shown.dispose();
      return;
    }
    this.#show(shown);
    const at = time === undefined ? undefined : Math.max(0, Math.min(shown.at(time), shown.count - 1));
    const { count } = shown;
    this.#editor.post({ kind: "view", view, sources: this.#sources(), count, filter, at, problem });
    this.#owned.add(
      shown.onGrow(({ from, count: now }) =>
        this.#editor.post({ kind: "grew", view, from, count: now, sources: this.#sources() }),
      ),
    );
    // What came between its settling and our listening.
    if (shown.count !== count)
      this.#editor.post({ kind: "grew", view, from: count, count: shown.count, sources: this.#sources() });
  }

  #filtered(filter: LogFilter): { readonly shown: LogView; readonly problem: string | undefined } {
    const problem = wrongWords(filter);
    const { text: _, not: __, ...rest } = filter;
    const right = problem === undefined ? filter : rest;
    return { shown: Object.keys(right).length === 0 ? this.#base : this.#base.filter(right), problem };
  }

  #show(shown: LogView): void {
    this.#owned.dispose();
    this.#owned = new DisposableStore();
    this.#shown = shown;
    this.#finding = this.#owned.add(new Finding(shown, this.#editor.post));
    if (shown !== this.#base) this.#owned.add(shown);
  }

  #sources(): PaneSource[] {
    return this.#known().map(({ id, service, side, version }) => ({ id, service, side, version }));
  }

  #known(): readonly LogSource[] {
    const { services } = this.#of.target;
    return this.#base.sources.filter(({ service }) => services?.includes(service) ?? true);
  }

  async #rows({ view, from, to }: Extract<FromPage, { kind: "rows" }>): Promise<void> {
    if (view !== this.#view) return;
    const rows = await this.#shown.rows(from, to);
    if (view !== this.#view) return;
    const places = new Map(this.#known().map(({ id }, at) => [id, at]));
    this.#editor.post({ kind: "rows", view, from, rows: rows.map((row) => paneRow(row, places)) });
  }

  async #open({ row, file, line, column }: Extract<FromPage, { kind: "open" }>): Promise<void> {
    const [found] = await this.#shown.rows(row, row + 1);
    if (found === undefined) return;
    const { side, service } = found.source;
    await this.#editor.open({ side, service, file, line, column });
  }

  async #cause({ at, what }: Extract<FromPage, { kind: "cause" }>): Promise<void> {
    const cause = this.#causes.lines[at];
    if (cause === undefined) return;
    const { side, service, file, line = 1, time } = cause;
    if (what === "file" && file !== undefined)
      await this.#editor.open({ side, service, file, line, column: undefined });
    if (what === "line" && time !== undefined) await this.goTo(time);
  }
}

const paneRow = (row: LogRow, places: ReadonlyMap<string, number>): PaneRow => ({
  source: places.get(row.source.id) ?? 0,
  sourceLine: row.sourceLine,
  time: row.time,
  stream: row.stream,
  level: row.level,
  text: row.text,
  cut: row.cut,
  continues: row.continues,
});

/** A filter over very many lines shows what it has by then, and grows. */
const briefly = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 250));

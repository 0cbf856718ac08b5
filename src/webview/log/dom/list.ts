import { element } from "../../dom/element";
import { readAnsi } from "../ansi";
import type { LineModel } from "../lineModel";
import { matchesIn } from "../matching";
import {
  type Anchor,
  anchorAt,
  endOf,
  moved,
  scrollHeight,
  scrollTopOf,
  shown,
  top,
  within,
} from "../scroll";
import { Painter } from "./painter";

export interface ListEvents {
  /** These lines are looked at, or soon will be. */
  readonly needs: (from: number, to: number) => void;
  /** It began or ceased to follow, or stands elsewhere. */
  readonly moved: () => void;
}

/** Paints the lines that can be seen, and moves through all of them. */
export class LogList {
  readonly root: HTMLElement;
  readonly painter: Painter;
  readonly #model: LineModel;
  readonly #events: ListEvents;
  readonly #layer = element("div", { class: "layer" });
  readonly #spacer = element("div", { class: "spacer" });
  readonly #nothing = element("p", { class: "nothing", attributes: { role: "status" } });
  #anchor: Anchor = top;
  #following = true;
  #ownScroll = 0;
  #frame: number | undefined;

  constructor(model: LineModel, events: ListEvents) {
    this.#model = model;
    this.#events = events;
    this.root = element(
      "div",
      { class: "lines", attributes: { role: "list", tabindex: "0", "aria-label": "Log lines" } },
      this.#nothing,
      this.#layer,
      this.#spacer,
    );
    this.painter = new Painter(model, this.#layer);
    model.measure = (at) => this.painter.measure(at);
    this.root.addEventListener("scroll", () => this.#scrolled());
    this.root.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    new ResizeObserver(() => this.refit()).observe(this.root);
  }

  get following(): boolean {
    return this.#following;
  }

  get anchor(): Anchor {
    return this.#following ? endOf(this.#model, this.viewport) : this.#anchor;
  }

  get viewport(): number {
    return this.root.clientHeight;
  }

  get lineHeight(): number {
    return this.#model.lineHeight;
  }

  get count(): number {
    return this.#model.count;
  }

  follow(on: boolean): void {
    if (!on) this.#anchor = this.anchor;
    this.#following = on;
    this.paint();
    this.#events.moved();
  }

  /** Why there is nothing to see; no text where there is. */
  explain(text: string): void {
    if (this.#nothing.textContent !== text) this.#nothing.textContent = text;
    this.#nothing.hidden = text === "";
  }

  /** Of other lines than before. */
  leftmost(): void {
    this.root.scrollLeft = 0;
    this.painter.width = 0;
  }

  /** Stands at a line without following. */
  standAt(row: number): void {
    this.#go({ row, offset: 0 });
  }

  show(row: number): void {
    this.#go(shown(row, this.anchor, this.#model, this.viewport));
  }

  moveBy(pixels: number): void {
    const next = moved(this.anchor, pixels, this.#model, this.viewport);
    const end = endOf(this.#model, this.viewport);
    const isEnd = pixels > 0 && next.row === end.row && next.offset === end.offset;
    this.#go(next, isEnd);
  }

  /** At the next frame, however often it is asked until then. */
  paint(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#paintNow();
    });
  }

  #go(anchor: Anchor, following = false): void {
    this.#anchor = anchor;
    this.#following = following;
    this.paint();
    this.#events.moved();
  }

  #paintNow(): void {
    const model = this.#model;
    const viewport = this.viewport;
    if (viewport === 0) return;
    this.#fitWidth();
    const end = endOf(model, viewport);
    this.#anchor = this.#following ? end : within(this.#anchor, end);
    const last = this.painter.paint(this.#anchor, viewport);
    this.#fitWidth();
    this.#layer.style.height = `${viewport}px`;
    this.#placeThumb(end, viewport);
    this.#events.needs(this.#anchor.row, last + 1);
  }

  /** Lines that wrap are as wide as what can be seen; their heights hang on it. */
  #fitWidth(): void {
    this.#layer.style.width = this.#model.look.wrap ? "100%" : `max(100%, ${this.painter.width}px)`;
  }

  #placeThumb(end: Anchor, viewport: number): void {
    const { count, lineHeight } = this.#model;
    const fits = end.row === 0 && end.offset === 0;
    const least = fits ? viewport : viewport + 3 * lineHeight;
    const height = fits ? viewport : Math.max(least, scrollHeight(count, lineHeight, viewport));
    this.#spacer.style.height = `${height - viewport}px`;
    const wanted = scrollTopOf(this.#anchor, this.#model, viewport, height - viewport);
    if (Math.abs(this.root.scrollTop - wanted) >= 1) this.root.scrollTop = wanted;
    this.#ownScroll = this.root.scrollTop;
  }

  #scrolled(): void {
    const { scrollTop, scrollHeight: height } = this.root;
    if (Math.abs(scrollTop - this.#ownScroll) < 1) return;
    this.#ownScroll = scrollTop;
    const range = height - this.viewport;
    this.#go(anchorAt(scrollTop, this.#model, this.viewport, range), scrollTop >= range - 1);
  }

  #wheel(event: WheelEvent): void {
    // Zooming is the browser's business.
    if (event.ctrlKey) return;
    event.preventDefault();
    const unit = [1, this.#model.lineHeight, this.viewport][event.deltaMode] ?? 1;
    const [x, y] = event.shiftKey ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    if (x !== 0) this.root.scrollLeft += x * unit;
    if (y !== 0) this.moveBy(y * unit);
  }

  /** Looks, fonts or the room for them are others now. */
  refit(): void {
    this.#fitWidth();
    this.painter.measureFont();
    this.#model.forgetHeights();
    this.painter.forget();
    this.paint();
  }

  /** Scrolls sideways to a match that can't be seen. */
  showMatch(row: number, expression: RegExp | undefined): void {
    const found = this.#model.rows.get(row);
    if (found === undefined || this.#model.look.wrap) return;
    const match = matchesIn(readAnsi(found.text).text, expression)[0];
    if (match === undefined) return;
    const x = this.painter.columnAt(match.from);
    const { scrollLeft, clientWidth } = this.root;
    if (x >= scrollLeft + this.painter.gutter && x <= scrollLeft + clientWidth - 40) return;
    this.root.scrollLeft = x <= clientWidth - 40 ? 0 : x - clientWidth / 2;
  }
}

import type { PaneLook, PaneRow, PaneSource } from "../../contract/logPane";
import { jsonLines } from "./jsonLine";
import { continuesAt, followersOf, headOf, Opened } from "./records";
import { RowCache } from "./rowCache";
import type { Lines } from "./scroll";
import { gapText } from "./times";

/** What is known of the lines of a view, and how much room each of them takes. */
export class LineModel implements Lines {
  count = 0;
  sources: readonly PaneSource[] = [];
  look: PaneLook = { wrap: false, folded: true };
  lineHeight = 18;
  readonly rows = new RowCache();
  readonly opened = new Opened();
  /** Of lines that wrap: only the page can tell how high they are. */
  measure: (at: number) => number = () => this.lineHeight;
  readonly #measured = new Map<number, number>();
  readonly #rowAt = (at: number): PaneRow | undefined => this.rows.get(at);

  readonly heightOf = (at: number): number => {
    if (this.isFoldedAway(at)) return 0;
    const row = this.rows.get(at);
    if (row === undefined) return this.lineHeight;
    if (this.look.wrap) return this.#measuredOf(at);
    const gap = this.gapAbove(at) === undefined ? 0 : 1;
    return (gap + this.#linesOf(at, row)) * this.lineHeight;
  };

  /** Heights may be others now. */
  forgetHeights(): void {
    this.#measured.clear();
  }

  isFoldedAway(at: number): boolean {
    if (!this.look.folded || !continuesAt(this.#rowAt, at)) return false;
    if (this.opened.none) return true;
    const head = headOf(this.#rowAt, at);
    return head === undefined || !this.opened.has(this.rows.get(head));
  }

  /** It hangs below the line of another. */
  isWithin(at: number): boolean {
    return continuesAt(this.#rowAt, at);
  }

  followers(at: number): number {
    return this.isWithin(at) ? 0 : followersOf(this.#rowAt, at);
  }

  /** Undefined where there is nothing to open. */
  isOpen(at: number): boolean | undefined {
    const row = this.rows.get(at);
    if (row === undefined || this.isWithin(at)) return undefined;
    const opens =
      this.rows.get(at + 1) !== undefined && this.isWithin(at + 1) ? this.look.folded : isJson(row);
    return opens ? this.opened.has(row) : undefined;
  }

  setOpen(at: number, open: boolean): void {
    const head = headOf(this.#rowAt, at);
    const row = head === undefined ? undefined : this.rows.get(head);
    if (row === undefined) return;
    this.opened.set(row, open);
    this.forgetHeights();
  }

  gapAbove(at: number): string | undefined {
    const [before, row] = [this.rows.get(at - 1), this.rows.get(at)];
    if (before === undefined || row === undefined) return undefined;
    return gapText(before.time, row.time);
  }

  #linesOf(at: number, row: PaneRow): number {
    if (this.opened.none || !this.opened.has(row) || this.followers(at) > 0) return 1;
    return jsonLines(row.text)?.length ?? 1;
  }

  #measuredOf(at: number): number {
    const known = this.#measured.get(at);
    if (known !== undefined) return known;
    const height = this.measure(at);
    this.#measured.set(at, height);
    return height;
  }
}

/** Cheap: asked of every line that is painted. */
const isJson = ({ text }: PaneRow): boolean => text.includes('{"') && text.trimEnd().endsWith("}");

import type { PaneCause, PaneSource } from "../../../contract/logPane";
import { button, element } from "../../dom/element";
import { sidesOf } from "../choices";

export type CauseAsked = (at: number, what: "file" | "line") => void;

/** What each side said when it broke, below the lines. */
export class CausesSection {
  readonly root: HTMLElement;
  readonly #list = element("ul");
  readonly #title = element("summary");
  readonly #asked: CauseAsked;

  constructor(asked: CauseAsked) {
    this.#asked = asked;
    this.root = element("details", { class: "causes", attributes: { open: "" } }, this.#title, this.#list);
    this.root.hidden = true;
  }

  show(lines: readonly PaneCause[], silent: readonly string[], sources: readonly PaneSource[]): void {
    const sides = sidesOf(sources).map(({ side }) => side);
    this.root.hidden = lines.length === 0;
    this.#title.textContent = `Root cause lines (${lines.length})`;
    this.#list.replaceChildren(
      ...lines.map((cause, at) => this.#item(cause, at, Math.max(0, sides.indexOf(cause.side)))),
      ...silent.map((side) => element("li", {}, sideName(side, Math.max(0, sides.indexOf(side))), silence())),
    );
  }

  #item({ side, version, service, text, file, line, time }: PaneCause, at: number, color: number): Node {
    const who = sideName(
      `${[side, version].filter((part) => part !== undefined).join(" ")} · ${service}`,
      color,
    );
    const said = element("span", { class: "said", text, title: text });
    const item = element("li", {}, who, said);
    if (file !== undefined) {
      const name = `${file.split(/[\\/]/).at(-1)}${line === undefined ? "" : `:${line}`} ↗`;
      item.append(button(name, `Open ${file} in this side's tree`, () => this.#asked(at, "file")));
    }
    if (time !== undefined)
      item.append(button("Show", "Show the line in the log", () => this.#asked(at, "line")));
    return item;
  }
}

const sideName = (text: string, color: number): HTMLElement =>
  element("span", { class: `side chart-${color % 6}`, text });

const silence = (): HTMLElement => element("span", { class: "said silent", text: "said nothing of it" });

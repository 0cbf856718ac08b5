import type { PaneLook } from "../../../contract/logPane";
import { button, element, toggle } from "../../dom/element";

export interface HeadEvents {
  readonly follow: (on: boolean) => void;
  readonly look: (look: PaneLook) => void;
  readonly merged: () => void;
  readonly copy: () => void;
  readonly save: () => void;
  readonly asText: () => void;
}

/** The title of the pane, and what can be done with all of it. */
export class Head {
  readonly root: HTMLElement;
  readonly #title = element("h1");
  readonly #lines = element("span", { class: "count" });
  readonly #follow;
  readonly #fold;
  readonly #wrap;
  readonly #merged: HTMLElement;

  constructor(events: HeadEvents) {
    const looked = (): void => events.look({ wrap: this.#wrap.get(), folded: this.#fold.get() });
    this.#follow = toggle("Following", "Stay at the newest line (End)", (on) => events.follow(on));
    this.#follow.root.classList.add("follow");
    this.#fold = toggle("Fold", "Show only the first line of each record", looked);
    this.#wrap = toggle("Wrap", "Wrap long lines (Alt+Z)", looked);
    this.#merged = button(
      "All Logs",
      "Show this moment in the merged view of all services (M)",
      events.merged,
    );
    this.root = element(
      "div",
      { class: "bar" },
      this.#title,
      this.#lines,
      element("span", { class: "grows" }),
      this.#follow.root,
      this.#fold.root,
      this.#wrap.root,
      this.#merged,
      button("Copy", "Copy the selected lines (Ctrl+C)", events.copy),
      button("Save…", "Save the lines that are shown as a file", events.save),
      button("Open as Text", "Open the lines that are shown in a text editor", events.asText),
    );
  }

  open(title: string, canMerge: boolean, look: PaneLook): void {
    this.#title.textContent = title;
    this.#merged.hidden = !canMerge;
    this.#fold.set(look.folded);
    this.#wrap.set(look.wrap);
  }

  following(on: boolean): void {
    this.#follow.set(on);
    this.#follow.root.textContent = on ? "Following" : "Paused";
  }

  count(lines: number): void {
    this.#lines.textContent = `${lines.toLocaleString("en")} ${lines === 1 ? "line" : "lines"}`;
  }

  toggleWrap(): void {
    this.#wrap.root.click();
  }
}

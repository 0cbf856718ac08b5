import { nothingSought, type PaneQuery } from "../../../contract/logPane";
import { button, element, toggle } from "../../dom/element";

export interface SearchEvents {
  readonly changed: (query: PaneQuery) => void;
  readonly step: (back: boolean) => void;
  readonly left: () => void;
}

/** What is sought, and which of how many hits one stands at. */
export class SearchBar {
  readonly root: HTMLElement;
  readonly #input = element("input", {
    class: "search",
    attributes: {
      type: "search",
      placeholder: "Find ( / )",
      "aria-label": "Find in the log",
      spellcheck: "false",
    },
  });
  readonly #count = element("output", { class: "hits", attributes: { "aria-live": "polite" } });
  readonly #regex = toggle(".*", "Regular expression (Alt+R)", () => this.#tell());
  readonly #case = toggle("Aa", "Match case (Alt+C)", () => this.#tell());
  readonly #word = toggle("ab", "Whole word (Alt+W)", () => this.#tell());
  readonly #events: SearchEvents;

  constructor(events: SearchEvents) {
    this.#events = events;
    this.#word.root.classList.add("word");
    this.root = element(
      "div",
      { class: "group", attributes: { role: "search" } },
      this.#input,
      this.#regex.root,
      this.#case.root,
      this.#word.root,
      this.#count,
      button("↑", "Previous hit (Shift+F3)", () => events.step(true)),
      button("↓", "Next hit (F3)", () => events.step(false)),
    );
    this.#input.addEventListener("input", () => this.#tell());
    this.#input.addEventListener("keydown", (event) => this.#key(event));
  }

  get query(): PaneQuery {
    return {
      text: this.#input.value,
      regex: this.#regex.get(),
      caseSensitive: this.#case.get(),
      wholeWord: this.#word.get(),
    };
  }

  set query({ text, regex, caseSensitive, wholeWord }: PaneQuery) {
    this.#input.value = text;
    this.#regex.set(regex);
    this.#case.set(caseSensitive);
    this.#word.set(wholeWord);
  }

  focus(): void {
    this.#input.focus();
    this.#input.select();
  }

  /** `3 of 17`; with a `+` while it is still looking. */
  say(text: string, problem = false): void {
    this.#count.textContent = text;
    if (text !== "…") this.#count.dataset["answers"] = this.#input.value;
    this.#count.title = problem ? text : "";
    this.#input.classList.toggle("wrong", problem);
    this.#input.setAttribute("aria-invalid", String(problem));
  }

  #tell(): void {
    this.#events.changed(this.query);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Enter") this.#events.step(event.shiftKey);
    else if (event.key === "Escape") this.#leave();
    else if (event.altKey && event.code === "KeyR") this.#regex.root.click();
    else if (event.altKey && event.code === "KeyC") this.#case.root.click();
    else if (event.altKey && event.code === "KeyW") this.#word.root.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #leave(): void {
    this.query = { ...nothingSought, regex: this.#regex.get(), caseSensitive: this.#case.get() };
    this.#tell();
    this.#events.left();
  }
}

import { nothingFiltered, type PaneFilter, type PaneSource } from "../../../contract/logPane";
import { button, element, toggle } from "../../dom/element";
import { chosen, servicesOf, sidesOf } from "../choices";

/** Which lines are shown: by side, service, level, stream and words, all at once. */
export class FilterBar {
  readonly root: HTMLElement;
  readonly #changed: (filter: PaneFilter) => void;
  readonly #sides = element("span", { class: "group", attributes: { role: "group", "aria-label": "Sides" } });
  readonly #services = element("div", { class: "menu" });
  readonly #servicesLabel = element("summary", { text: "all services" });
  readonly #servicesMenu = element("details", { class: "services" }, this.#servicesLabel, this.#services);
  readonly #level = select("Least level", levels, () => this.#ask({ minLevel: this.#level.value }));
  readonly #stream = select("Stream", streams, () => this.#ask({ stream: this.#stream.value }));
  readonly #text = element("input", {
    class: "filter",
    title: "/…/ is a regular expression; ! before it leaves out the lines that have it",
    attributes: {
      type: "search",
      placeholder: "Filter, !exclude, /regex/",
      "aria-label": "Show only lines with",
      spellcheck: "false",
    },
  });
  readonly #clear = button("Clear", "Show all lines", () => this.#change(nothingFiltered));
  #filter: PaneFilter = nothingFiltered;
  #sources: readonly PaneSource[] = [];
  #timer: number | undefined;

  constructor(changed: (filter: PaneFilter) => void) {
    this.#changed = changed;
    this.root = element(
      "div",
      { class: "group grows", attributes: { role: "group", "aria-label": "Filter" } },
      this.#sides,
      this.#level,
      this.#stream,
      this.#servicesMenu,
      this.#text,
      this.#clear,
    );
    this.#text.addEventListener("input", () => this.#soon());
    this.#servicesMenu.addEventListener("focusout", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node) || !this.#servicesMenu.contains(relatedTarget))
        this.#servicesMenu.open = false;
    });
  }

  get filter(): PaneFilter {
    return this.#filter;
  }

  get isNarrowed(): boolean {
    return !isNothing(this.#filter);
  }

  show(filter: PaneFilter, sources: readonly PaneSource[], problem: string | undefined): void {
    this.#filter = filter;
    this.#sources = sources;
    this.#level.value = filter.minLevel ?? "";
    this.#stream.value = filter.stream ?? "";
    if (document.activeElement !== this.#text) this.#text.value = filter.text;
    this.#text.classList.toggle("wrong", problem !== undefined);
    this.#text.title = problem ?? "/…/ is a regular expression; ! before it leaves out what has it";
    this.#clear.hidden = isNothing(filter);
    this.#showSides();
    this.#showServices();
  }

  #showSides(): void {
    const sides = sidesOf(this.#sources);
    const names = sides.map(({ side }) => side);
    this.#sides.replaceChildren(
      ...sides.map(({ side, label }, at) => {
        const one = toggle(label, `Lines of ${label}`, (on) =>
          this.#change({ ...this.#filter, sides: chosen(names, this.#filter.sides, side, on) }),
        );
        one.set(this.#filter.sides?.includes(side) ?? true);
        one.root.classList.add("sideToggle", `chart-${at % 6}`);
        return one.root;
      }),
    );
    this.#sides.hidden = sides.length < 2;
  }

  #showServices(): void {
    const all = servicesOf(this.#sources);
    this.#servicesMenu.hidden = all.length < 2;
    const now = this.#filter.services;
    this.#servicesLabel.textContent = now === undefined ? "all services" : now.join(", ") || "no service";
    const focused = this.#services.contains(document.activeElement);
    if (focused && this.#services.childElementCount === all.length) return;
    this.#services.replaceChildren(
      ...all.map((service) => {
        const box = element("input", { attributes: { type: "checkbox" } });
        box.checked = now?.includes(service) ?? true;
        box.addEventListener("change", () =>
          this.#change({
            ...this.#filter,
            services: chosen(all, this.#filter.services, service, box.checked),
          }),
        );
        return element("label", {}, box, document.createTextNode(` ${service}`));
      }),
    );
  }

  #ask({ minLevel, stream }: { readonly minLevel?: string; readonly stream?: string }): void {
    const level = (["info", "warning", "error"] as const).find((one) => one === minLevel);
    const given = (["stdout", "stderr"] as const).find((one) => one === stream);
    this.#change({
      ...this.#filter,
      ...(minLevel === undefined ? {} : { minLevel: level }),
      ...(stream === undefined ? {} : { stream: given }),
    });
  }

  /** While one types, the lines need not change with every key. */
  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#change({ ...this.#filter, text: this.#text.value }), 150);
  }

  #change(filter: PaneFilter): void {
    this.#filter = filter;
    if (filter.text === "") this.#text.value = "";
    this.#changed(filter);
  }
}

const isNothing = ({ sides, services, minLevel, stream, text }: PaneFilter): boolean =>
  [sides, services, minLevel, stream].every((one) => one === undefined) && text === "";

const levels = { "": "all levels", info: "≥ info", warning: "≥ warning", error: "≥ error" } as const;
const streams = { "": "both streams", stdout: "stdout", stderr: "stderr" } as const;

const select = (
  label: string,
  options: Readonly<Record<string, string>>,
  changed: () => void,
): HTMLSelectElement => {
  const made = element(
    "select",
    { title: label, attributes: { "aria-label": label } },
    ...Object.entries(options).map(([value, text]) => element("option", { text, attributes: { value } })),
  );
  made.addEventListener("change", changed);
  return made;
};

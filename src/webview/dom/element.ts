interface Making {
  readonly class?: string;
  readonly text?: string;
  readonly title?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** The only way in which text gets into the page: as text. */
export const element = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  { class: name, text, title, attributes = {} }: Making = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[K] => {
  const made = document.createElement(tag);
  if (name !== undefined) made.className = name;
  if (text !== undefined) made.textContent = text;
  if (title !== undefined) made.title = title;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

export const button = (text: string, title: string, press: () => void): HTMLButtonElement => {
  const made = element("button", { text, title, attributes: { type: "button" } });
  made.addEventListener("click", press);
  return made;
};

/** A button that is on or off, and says which. */
export interface Toggle {
  readonly root: HTMLButtonElement;
  get(): boolean;
  set(on: boolean): void;
}

export const toggle = (text: string, title: string, changed: (on: boolean) => void): Toggle => {
  const get = (): boolean => root.getAttribute("aria-pressed") === "true";
  const set = (on: boolean): void => root.setAttribute("aria-pressed", String(on));
  const root = button(text, title, () => {
    set(!get());
    changed(get());
  });
  root.classList.add("toggle");
  set(false);
  return { root, get, set };
};

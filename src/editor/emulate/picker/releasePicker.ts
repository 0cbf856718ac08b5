import {
  type QuickInputButton,
  QuickInputButtons,
  type QuickPick,
  type QuickPickItem,
  QuickPickItemKind,
  ThemeIcon,
  window,
} from "vscode";
import { DisposableStore } from "../../../util/disposable";
import { type PickerState, pickerRows, type Row } from "./rows";

/** What buttons of the list change; it holds for all lists of one choice. */
export interface Wish {
  swap: boolean;
  noDebug: boolean;
}

export interface Ask {
  readonly title: string;
  readonly step: number;
  readonly canSwap: boolean;
  /** Nothing else about the emulation can be chosen, as it runs already. */
  readonly onlyVersions?: boolean;
  readonly wish: Wish;
}

/** What the list shows, by whether the sides change places. */
export interface Filling {
  readonly state: (swap: boolean) => PickerState;
  readonly title: (swap: boolean) => string;
  readonly steps: number;
  readonly placeholder?: string;
}

export type Picked =
  | { readonly kind: "version"; readonly version: string }
  | { readonly kind: "back" }
  | { readonly kind: "edit" }
  | undefined;

interface Item extends QuickPickItem {
  readonly row?: Row;
}

const buttons = {
  swap: { iconPath: new ThemeIcon("arrow-swap"), tooltip: "Swap sides" },
  debug: { iconPath: new ThemeIcon("beaker"), tooltip: "Without debuggers" },
  noDebug: { iconPath: new ThemeIcon("debug-alt"), tooltip: "With debuggers" },
  edit: { iconPath: new ThemeIcon("gear"), tooltip: "Edit scenario" },
} satisfies Record<string, QuickInputButton>;

/** Is there at once; its rows come when what it asks is known. */
export class ReleasePicker {
  readonly #pick: QuickPick<Item>;
  readonly #owned = new DisposableStore();
  readonly #ask: Ask;
  readonly #picked: Promise<Picked>;
  #settle: (picked: Picked) => void = () => undefined;
  #filling: Filling | undefined;

  constructor(ask: Ask) {
    this.#ask = ask;
    const pick = this.#owned.add(window.createQuickPick<Item>());
    this.#pick = pick;
    this.#picked = new Promise((resolve) => {
      this.#settle = resolve;
    });
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    pick.ignoreFocusOut = true;
    pick.busy = true;
    pick.placeholder = "Reading releases…";
    this.#owned.add(pick.onDidAccept(() => this.#accept()));
    this.#owned.add(pick.onDidHide(() => this.#settle(undefined)));
    this.#owned.add(pick.onDidTriggerButton((button) => this.#press(button)));
    this.#owned.add(pick.onDidTriggerItemButton(() => this.#press(buttons.swap)));
    this.#show();
    pick.show();
  }

  fill(filling: Filling): void {
    this.#filling = filling;
    this.#pick.busy = false;
    if (filling.steps > 1) {
      this.#pick.step = this.#ask.step;
      this.#pick.totalSteps = filling.steps;
    }
    this.#pick.placeholder = filling.placeholder ?? "Choose a release";
    this.#show();
  }

  async picked(): Promise<Picked> {
    try {
      return await this.#picked;
    } finally {
      this.#owned.dispose();
    }
  }

  /** Gone without an answer, as where the releases can't be read. */
  close(): void {
    this.#settle(undefined);
    this.#owned.dispose();
  }

  #show(): void {
    const { canSwap, wish, step, onlyVersions = false } = this.#ask;
    const title = this.#filling?.title(wish.swap) ?? this.#ask.title;
    const notes = [wish.swap ? "sides swapped" : "", wish.noDebug ? "without debuggers" : ""].filter(Boolean);
    this.#pick.title = notes.length === 0 ? title : `${title} (${notes.join(", ")})`;
    this.#pick.buttons = [
      ...(step > 1 ? [QuickInputButtons.Back] : []),
      ...(canSwap ? [buttons.swap] : []),
      ...(onlyVersions ? [] : [wish.noDebug ? buttons.noDebug : buttons.debug, buttons.edit]),
    ];
    if (this.#filling)
      this.#pick.items = pickerRows(this.#filling.state(wish.swap)).map((row) => itemOf(row, canSwap));
  }

  #press(button: QuickInputButton): void {
    const { wish } = this.#ask;
    if (button === QuickInputButtons.Back) this.#settle({ kind: "back" });
    else if (button.tooltip === buttons.edit.tooltip) this.#settle({ kind: "edit" });
    else if (button.tooltip === buttons.swap.tooltip) wish.swap = !wish.swap;
    else wish.noDebug = !wish.noDebug;
    this.#show();
  }

  #accept(): void {
    const row = this.#pick.selectedItems[0]?.row;
    const typed = this.#pick.value.trim();
    if (row?.kind === "version") this.#settle({ kind: "version", version: row.version });
    else if (row?.kind === "other" && typed !== "") this.#settle({ kind: "version", version: typed });
    else if (row?.kind === "other")
      this.#pick.placeholder = "Type a branch, a commit or a tag, then press Enter";
  }
}

const itemOf = (row: Row, canSwap: boolean): Item => {
  if (row.kind === "group") return { label: row.label, kind: QuickPickItemKind.Separator };
  if (row.kind === "other") return { label: row.label, description: row.description, alwaysShow: true, row };
  const { label, description, warning } = row;
  if (warning === undefined) return { label, description, row };
  return {
    label,
    description,
    detail: `$(warning) ${warning}`,
    row,
    ...(canSwap ? { buttons: [buttons.swap] } : {}),
  };
};

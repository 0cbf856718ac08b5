import type { LogList } from "./list";
import type { Search } from "./search";
import type { Selection } from "./selection";

export interface KeyActions {
  readonly merged: () => void;
  readonly wrap: () => void;
}

type Action = (event: KeyboardEvent) => void;

/** Everything by keyboard. */
export const listKeys = (
  list: LogList,
  selection: Selection,
  search: Search,
  { merged, wrap }: KeyActions,
): void => {
  const page = (): number => Math.max(1, Math.floor(list.viewport / list.lineHeight) - 1);
  const onCurrent = (act: (row: number) => void) => (): void => {
    if (selection.current !== undefined) act(selection.current);
  };
  const onList: Readonly<Record<string, Action>> = {
    ArrowUp: ({ shiftKey }) => selection.step(-1, shiftKey),
    ArrowDown: ({ shiftKey }) => selection.step(1, shiftKey),
    PageUp: ({ shiftKey }) => selection.step(-page(), shiftKey),
    PageDown: ({ shiftKey }) => selection.step(page(), shiftKey),
    Home: ({ shiftKey }) => selection.edge(0, shiftKey),
    End: ({ shiftKey }) => {
      selection.edge(list.count - 1, shiftKey);
      if (!shiftKey) list.follow(true);
    },
    ArrowRight: onCurrent((row) => selection.toggleOpen(row, true)),
    ArrowLeft: onCurrent((row) => selection.toggleOpen(row, false)),
    " ": onCurrent((row) => selection.toggleOpen(row)),
    Enter: onCurrent((row) => {
      if (!selection.openLink(row)) selection.toggleOpen(row);
    }),
    "/": () => search.bar.focus(),
    m: merged,
    "Control+c": () => selection.copy(),
    "Control+a": () => selection.all(),
    Escape: () => selection.dismiss(),
  };
  const anywhere: Readonly<Record<string, Action>> = {
    F3: ({ shiftKey }) => search.step(shiftKey),
    "Control+f": () => search.bar.focus(),
    "Alt+z": wrap,
  };
  list.root.addEventListener("keydown", (event) => press(event, onList[nameOf(event)]));
  document.addEventListener("keydown", (event) => press(event, anywhere[nameOf(event)]));
};

const press = (event: KeyboardEvent, action: Action | undefined): void => {
  if (action === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  action(event);
};

/** Command is what Control is elsewhere. */
const nameOf = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): string => {
  const name = key.length === 1 ? key.toLowerCase() : key;
  return `${ctrlKey || metaKey ? "Control+" : ""}${altKey ? "Alt+" : ""}${name}`;
};

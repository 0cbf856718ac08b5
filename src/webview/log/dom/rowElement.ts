import type { PaneRow, PaneSource } from "../../../contract/logPane";
import { element } from "../../dom/element";
import { readAnsi, type Style } from "../ansi";
import { jsonLines } from "../jsonLine";
import { type Link, linksOf } from "../links";
import { matchesIn } from "../matching";
import { type Piece, piecesOf } from "../pieces";
import { clockText, momentText } from "../times";

/** All that the looks of a line depend on. */
export interface RowLook {
  readonly at: number;
  readonly count: number;
  readonly row: PaneRow | undefined;
  readonly source: PaneSource | undefined;
  /** Which colour its side has. */
  readonly color: number;
  readonly gap: string | undefined;
  /** It hangs below the line of another. */
  readonly within: boolean;
  /** Undefined where there is nothing to open. */
  readonly open: boolean | undefined;
  readonly more: number;
  readonly expression: RegExp | undefined;
}

export const rowElement = (look: RowLook): HTMLElement => {
  const { at, row, source, gap, within } = look;
  const root = element("div", {
    class: ["row", row?.level, row?.stream, within ? "within" : undefined]
      .filter((part) => part !== undefined)
      .join(" "),
    attributes: {
      role: "listitem",
      id: `row-${at}`,
      "data-row": String(at),
      "aria-posinset": String(at + 1),
      "aria-setsize": String(look.count),
    },
  });
  if (gap !== undefined) root.append(element("div", { class: "gap", text: `⋯ ${gap}` }));
  const line = element("div", { class: "line" });
  root.append(line);
  if (row === undefined) line.append(element("span", { class: "time", text: "…" }));
  else line.append(gutter(look, row, source), words(look, row));
  return root;
};

const gutter = (look: RowLook, row: PaneRow, source: PaneSource | undefined): HTMLElement => {
  const time = element("span", { class: "time", text: clockText(row.time), title: momentText(row.time) });
  return element("span", { class: "gutter" }, time, ...origin(look, source), twistie(look));
};

const origin = ({ color }: RowLook, source: PaneSource | undefined): HTMLElement[] => {
  const named = source?.version === undefined ? source?.side : `${source.side} ${source.version}`;
  const side = element("span", { text: source?.side ?? "" });
  side.className = source?.side === undefined ? "side" : `side chart-${color}`;
  if (named !== undefined) side.title = named;
  const service = element("span", { class: "service", text: source?.service ?? "" });
  service.title = source?.service ?? "";
  return [side, service];
};

const twistie = ({ open }: RowLook): HTMLElement => {
  if (open === undefined) return element("span", { class: "twistie" });
  return element("span", {
    class: "twistie opens",
    text: open ? "▾" : "▸",
    title: open ? "Fold (Left)" : "Unfold (Right)",
  });
};

const words = (look: RowLook, row: PaneRow): HTMLElement => {
  const text = element("span", { class: "text" });
  const plain = readAnsi(row.text);
  const json = look.open === true && look.more === 0 ? jsonLines(plain.text) : undefined;
  if (json === undefined) {
    const pieces = piecesOf(plain, linksOf(plain.text), matchesIn(plain.text, look.expression));
    text.append(...pieces.map(pieceNode));
  } else
    text.append(
      ...json.map((one) =>
        element(
          "div",
          {},
          ...piecesOf({ text: one, styles: [] }, linksOf(one), matchesIn(one, look.expression)).map(
            pieceNode,
          ),
        ),
      ),
    );
  if (row.cut !== undefined)
    text.append(element("span", { class: "more", text: ` … ${row.cut} more characters` }));
  if (look.more > 0 && look.open === false)
    text.append(element("span", { class: "more", text: ` … ${look.more} more lines` }));
  return text;
};

const pieceNode = (piece: Piece): Node => {
  const { text, style, link, marked } = piece;
  if (style === undefined && link === undefined && marked === undefined) return document.createTextNode(text);
  const node = element(marked === undefined ? "span" : "mark", { text });
  if (style !== undefined) dress(node, style);
  if (link !== undefined) linkTo(node, link);
  return node;
};

const linkTo = (node: HTMLElement, { file, line, column }: Link): void => {
  node.classList.add("link");
  node.title = "Open in this side's tree";
  node.setAttribute("role", "link");
  node.dataset["file"] = file;
  node.dataset["line"] = String(line);
  if (column !== undefined) node.dataset["column"] = String(column);
};

const dress = (node: HTMLElement, style: Style): void => {
  for (const mark of ["bold", "dim", "italic", "underline", "struck"] as const)
    if (style[mark]) node.classList.add(mark);
  const swapped = style.inverse === true;
  const color = colorOf(style.color, swapped ? "foreground" : undefined);
  const background = colorOf(style.background, swapped ? "background" : undefined);
  const [front, back] = swapped ? [background, color] : [color, background];
  if (front !== undefined) node.style.color = front;
  if (back !== undefined) node.style.backgroundColor = back;
};

const names = ["Black", "Red", "Green", "Yellow", "Blue", "Magenta", "Cyan", "White"] as const;

const colorOf = (color: string | undefined, otherwise: string | undefined): string | undefined => {
  if (color === undefined) return otherwise && `var(--vscode-editor-${otherwise})`;
  if (color.startsWith("#")) return color;
  const index = Number(color);
  const name = `${index > 7 ? "Bright" : ""}${names[index % 8]}`;
  return `var(--vscode-terminal-ansi${name})`;
};

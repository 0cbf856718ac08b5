/** How a stretch of text looks. Colours are numbers of the terminal's palette, or `#rrggbb`. */
export interface Style {
  readonly color?: string;
  readonly background?: string;
  readonly bold?: true;
  readonly dim?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly struck?: true;
  readonly inverse?: true;
}

export interface Styled {
  readonly from: number;
  readonly to: number;
  readonly style: Style;
}

export interface Plain {
  /** Without any escape sequence. */
  readonly text: string;
  readonly styles: readonly Styled[];
}

/** Takes escape sequences out of a line and keeps what they say of colours and styles; half ones vanish. */
export const readAnsi = (raw: string): Plain => {
  const line = lastOverwritten(raw);
  if (!control.test(line)) return { text: line, styles: [] };
  const styles: Styled[] = [];
  let text = "";
  let style: Style = {};
  let at = 0;
  const say = (part: string): void => {
    const clean = part.replaceAll(controls, "");
    if (clean !== "" && Object.keys(style).length > 0)
      styles.push({ from: text.length, to: text.length + clean.length, style });
    text += clean;
  };
  for (const found of line.matchAll(sequences)) {
    say(line.slice(at, found.index));
    at = found.index + found[0].length;
    if (found[1] !== undefined) style = styled(style, found[1]);
  }
  say(line.slice(at));
  return { text, styles };
};

const escapeCode = "\\u001b";
const sequences = new RegExp(
  [
    `${escapeCode}\\[([\\d;:]*)m`,
    `${escapeCode}\\[[\\d;:?<=>!]*[ -/]*[@-~]?`,
    // Titles and links of a terminal, up to their end.
    `${escapeCode}[\\]PX^_][^\\u0007\\u001b]*(?:\\u0007|${escapeCode}\\\\|$)`,
    `${escapeCode}[ -/]*[0-~]?`,
  ].join("|"),
  "g",
);
const control = /(?!\t)\p{Cc}/u;
const controls = new RegExp(control.source, "gu");

/** A progress bar writes over itself: what stands in the end counts. */
const lastOverwritten = (raw: string): string => {
  if (!raw.includes("\r")) return raw;
  const whole = raw.replace(/\r+$/, "");
  return whole.slice(whole.lastIndexOf("\r") + 1);
};

const styled = (before: Style, parameters: string): Style => {
  const codes = parameters.split(/[;:]/).map(Number);
  let style = before;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const { color, used } = extended(codes, at + 1);
      if (color !== undefined) style = { ...style, [code === 38 ? "color" : "background"]: color };
      at += used;
    } else style = simple(style, code);
  }
  return style;
};

const marks = {
  1: "bold",
  2: "dim",
  3: "italic",
  4: "underline",
  7: "inverse",
  9: "struck",
} as const satisfies Record<number, keyof Style>;

const isMark = (code: number): code is keyof typeof marks => code in marks;

const ends: Readonly<Record<number, readonly (keyof Style)[]>> = {
  22: ["bold", "dim"],
  23: ["italic"],
  24: ["underline"],
  27: ["inverse"],
  29: ["struck"],
  39: ["color"],
  49: ["background"],
};

const simple = (style: Style, code: number): Style => {
  if (code === 0) return {};
  if (isMark(code)) return { ...style, [marks[code]]: true };
  if (code >= 30 && code <= 37) return { ...style, color: String(code - 30) };
  if (code >= 90 && code <= 97) return { ...style, color: String(code - 82) };
  if (code >= 40 && code <= 47) return { ...style, background: String(code - 40) };
  if (code >= 100 && code <= 107) return { ...style, background: String(code - 92) };
  const over = ends[code];
  if (over === undefined) return style;
  return Object.fromEntries(Object.entries(style).filter(([key]) => !over.some((one) => one === key)));
};

/** `38;5;N` and `38;2;R;G;B`. */
const extended = (
  codes: readonly number[],
  at: number,
): { readonly color: string | undefined; readonly used: number } => {
  if (codes[at] === 5) return { color: paletteColor(codes[at + 1]), used: 2 };
  if (codes[at] === 2) return { color: hex(codes.slice(at + 1, at + 4)), used: 4 };
  return { color: undefined, used: 1 };
};

const paletteColor = (index: number | undefined): string | undefined => {
  if (index === undefined || !(index >= 0 && index <= 255)) return undefined;
  if (index < 16) return String(index);
  if (index >= 232) return hex(Array.from({ length: 3 }, () => 8 + (index - 232) * 10));
  const cube = index - 16;
  const level = (part: number): number => (part === 0 ? 0 : 55 + part * 40);
  return hex([level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)]);
};

const hex = (parts: readonly number[]): string | undefined =>
  parts.length === 3 && parts.every((part) => part >= 0 && part <= 255)
    ? `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`
    : undefined;

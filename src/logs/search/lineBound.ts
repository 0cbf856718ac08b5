/** A regular expression that stays within a line though it is given many, and what any match of it must hold. */
export interface LineBound {
  readonly source: string;
  /** Plain text that stands in every match; the longest there is. */
  readonly needs: string | undefined;
}

/** What stands for `^`: at the very beginning, and elsewhere. */
export interface LineStart {
  readonly leading: string;
  readonly other: string;
}

/** Without these rules a class such as `\s` or `[^x]` would run over the end of a line. */
export const lineBound = (pattern: string, start: LineStart): LineBound => {
  const reader = new Reader(start);
  for (const [token] of pattern.matchAll(tokens)) reader.take(token);
  return { source: reader.source, needs: pattern.includes("|") ? undefined : reader.longest() };
};

/** A class, an escape, a quantifier, the opening of a group, or one character. */
const tokens =
  /\[(?:\\[\s\S]|[^\]\\])*\]|\\(?:u\{[^}]*\}|[pP]\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|k<[^>]*>|\d+|[\s\S])|\(\?(?:[:=!]|<[=!]|<\w+>)|\{\d+,?\d*\}\??|[\s\S]/gu;

class Reader {
  source = "";
  readonly #start: LineStart;
  readonly #runs: string[] = [""];
  #depth = 0;

  constructor(start: LineStart) {
    this.#start = start;
  }

  longest(): string | undefined {
    const [longest = ""] = [...this.#runs].sort((a, b) => b.length - a.length);
    return longest.length >= shortest ? longest : undefined;
  }

  take(token: string): void {
    this.#note(token);
    this.source += this.#rewritten(token);
  }

  #rewritten(token: string): string {
    if (token === "^") return this.source === "" ? this.#start.leading : this.#start.other;
    if (token.startsWith("[^") && token.length > 2) return `[^\\n${token.slice(2)}`;
    if (token.startsWith("[") && /\\[sWDPnu]/.test(token)) return `(?:(?!\\n)${token})`;
    return rewrites[token] ?? (token.startsWith("\\P{") ? `(?:(?!\\n)${token})` : token);
  }

  #note(token: string): void {
    if (token.startsWith("(")) this.#depth++;
    else if (token === ")") this.#depth--;
    const literal = literalOf(token);
    if (/^[*?]|^\{0/.test(token)) this.#dropLast();
    if (literal === undefined || this.#depth > 0) this.#runs.push("");
    else this.#runs[this.#runs.length - 1] += literal;
  }

  /** What may be missing is needed by nobody. */
  #dropLast(): void {
    const last = this.#runs.at(-1) ?? "";
    this.#runs[this.#runs.length - 1] = [...last].slice(0, -1).join("");
  }
}

const shortest = 2;

const rewrites: Readonly<Record<string, string>> = {
  ".": "[^\\n]",
  "\\s": "[^\\S\\n]",
  "\\W": "[^\\w\\n]",
  "\\D": "[^\\d\\n]",
  "\\n": "(?!)",
};

const literalOf = (token: string): string | undefined => {
  if (/^[^\\^$.*+?()[\]{}|]$/u.test(token)) return token;
  return /^\\[^\w\s]$/u.test(token) ? token.slice(1) : undefined;
};

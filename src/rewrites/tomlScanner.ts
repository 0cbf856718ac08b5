import { tomlString, tomlValue } from "./tomlValue";
import type { ListSpot, Spot } from "./types";

export type TomlStatement =
  | { readonly kind: "table"; readonly at: number; readonly keys: readonly string[] }
  | { readonly kind: "item"; readonly at: number; readonly keys: readonly string[] }
  | { readonly kind: "pair"; readonly at: number; readonly keys: readonly string[]; readonly value: Spot };

const blank = /(?:\s+|#[^\r\n]*)*/y;
const stringToken =
  /"""(?:[^\\]|\\[\s\S])*?"""(?:""|")?|'''[\s\S]*?'''(?:''|')?|"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'/y;
const bareKey = /[^\s.=\]"'#]+/y;
const bareValue = /[^\r\n,#\]}]+/y;

/** Finds where values stand in a text that is known to be TOML, and so need not be suspicious. */
export class TomlScanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): TomlStatement | undefined {
    this.#take(blank);
    const at = this.#at;
    if (at >= this.#text.length) return undefined;
    if (this.#skip("[[")) return { kind: "item", at, keys: this.#keysUntil("]]") };
    if (this.#skip("[")) return { kind: "table", at, keys: this.#keysUntil("]") };
    return { kind: "pair", at, keys: this.#keysUntil("="), value: this.#value() };
  }

  #keysUntil(end: string): string[] {
    const keys: string[] = [];
    do {
      this.#take(blank);
      const quoted = this.#take(stringToken);
      keys.push(quoted === "" ? this.#take(bareKey) : tomlString(quoted));
      this.#take(blank);
    } while (this.#skip("."));
    this.#skip(end);
    return keys;
  }

  #value(): Spot {
    this.#take(blank);
    const at = this.#at;
    if (this.#skip("[")) return this.#list(at);
    if (this.#skip("{")) return this.#inlineTable(at);
    const raw = this.#take(stringToken) || this.#take(bareValue).trimEnd();
    return tomlValue(this.#text, at, raw);
  }

  #list(at: number): ListSpot {
    const items: Spot[] = [];
    while (!this.#ended("]")) items.push(this.#value());
    return { kind: "list", at, items };
  }

  #inlineTable(at: number): Spot {
    const table = new Map<string, Spot>();
    while (!this.#ended("}")) {
      const keys = this.#keysUntil("=");
      put(table, keys, this.#value(), at);
    }
    return { kind: "map", at, entries: table };
  }

  /** Takes what stands between items as well. */
  #ended(bracket: string): boolean {
    this.#take(blank);
    while (this.#skip(",")) this.#take(blank);
    return this.#skip(bracket) || this.#at >= this.#text.length;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #skip(token: string): boolean {
    const there = this.#text.startsWith(token, this.#at);
    if (there) this.#at += token.length;
    return there;
  }
}

const put = (
  table: Map<string, Spot>,
  [key = "", ...rest]: readonly string[],
  value: Spot,
  at: number,
): void => {
  if (rest.length === 0) {
    table.set(key, value);
    return;
  }
  const known = table.get(key);
  const inner = new Map(known?.kind === "map" ? known.entries : []);
  put(inner, rest, value, at);
  table.set(key, { kind: "map", at, entries: inner });
};

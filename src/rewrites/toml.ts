import { parse, TomlError } from "smol-toml";
import { isRecord } from "../util/json";
import { TomlScanner } from "./tomlScanner";
import type { Reader, SourceText, Spot } from "./types";
import { unreadable } from "./unreadable";

export const readToml: Reader = (source) => {
  validate(source);
  const root = new TomlTable(0);
  let table = root;
  const scanner = new TomlScanner(source.text);
  for (let statement = scanner.next(); statement; statement = scanner.next()) {
    const { at, keys } = statement;
    if (statement.kind === "table") table = root.down(keys, at);
    else if (statement.kind === "item")
      table = root.down(keys.slice(0, -1), at).append(keys.at(-1) ?? "", at);
    else table.down(keys.slice(0, -1), at).put(keys.at(-1) ?? "", statement.value);
  }
  return [root.spot()];
};

const validate = (source: SourceText): void => {
  try {
    parse(source.text, { integersAsBigInt: "asNeeded" });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const before = source.text.split("\n").slice(0, error.line - 1);
    const at = before.reduce((sum, line) => sum + line.length + 1, 0) + error.column - 1;
    const why = error.message.split("\n")[0]?.replace("Invalid TOML document: ", "") ?? "";
    throw unreadable(source, "TOML", at, why);
  }
};

/** Tables are written in pieces all over the file, so they grow while it is read. */
class TomlTable {
  readonly #at: number;
  readonly #entries = new Map<string, TomlTable | TomlTable[] | Spot>();

  constructor(at: number) {
    this.#at = at;
  }

  down(keys: readonly string[], at: number): TomlTable {
    const [key, ...rest] = keys;
    if (key === undefined) return this;
    const known = this.#entries.get(key);
    const last = Array.isArray(known) ? known.at(-1) : known;
    if (last instanceof TomlTable) return last.down(rest, at);
    const table = new TomlTable(at);
    this.#entries.set(key, table);
    return table.down(rest, at);
  }

  append(key: string, at: number): TomlTable {
    const known = this.#entries.get(key);
    const table = new TomlTable(at);
    this.#entries.set(key, Array.isArray(known) ? [...known, table] : [table]);
    return table;
  }

  put(key: string, value: Spot): void {
    this.#entries.set(key, value);
  }

  spot(): Spot {
    const entries = [...this.#entries].map(([key, entry]): [string, Spot] => [key, spotOf(entry, this.#at)]);
    return { kind: "map", at: this.#at, entries: new Map(entries) };
  }
}

const spotOf = (entry: TomlTable | readonly TomlTable[] | Spot, at: number): Spot => {
  if (entry instanceof TomlTable) return entry.spot();
  return isSpot(entry) ? entry : { kind: "list", at, items: entry.map((table) => table.spot()) };
};

const isSpot = (entry: readonly TomlTable[] | Spot): entry is Spot => isRecord(entry);

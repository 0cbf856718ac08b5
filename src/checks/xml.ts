/** As much of XML as test reports use; no DTD is read, so that no entity can grow. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** Its own text and CDATA, without that of its children. */
  readonly text: string;
}

/** The message names the line. */
export class XmlError extends Error {}

export const parseXml = (source: string): Element => new Parser(source).document();

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const deepest = 500;
const name = "[A-Za-z_:\\u0080-\\uffff][-.\\w:\\u0080-\\uffff]*";
const tagPattern = new RegExp(`<(${name})((?:\\s+${name}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`, "y");
const endPattern = new RegExp(`</(${name})\\s*>`, "y");
const attributePattern = new RegExp(`(${name})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "g");

class Parser {
  readonly #source: string;
  readonly #open: Open[] = [];
  #at = 0;
  #root: Element | undefined;

  constructor(source: string) {
    this.#source = source.replace(/^\uFEFF/, "");
  }

  document(): Element {
    while (this.#at < this.#source.length) this.#next();
    const open = this.#open.at(-1);
    if (open) throw this.#error(`<${open.name}> is not closed`);
    return this.#root ?? this.#fail("there is no element");
  }

  #next(): void {
    const { source, at } = { source: this.#source, at: this.#at };
    if (source[at] !== "<") this.#text();
    else if (source.startsWith("<![CDATA[", at)) this.#addText(this.#until("<![CDATA[", "]]>"));
    else if (source.startsWith("<!--", at)) this.#until("<!--", "-->");
    else if (source.startsWith("<?", at)) this.#until("<?", "?>");
    else if (source.startsWith("<!DOCTYPE", at)) this.#doctype();
    else if (source.startsWith("</", at)) this.#end();
    else this.#start();
  }

  #text(): void {
    const end = this.#source.indexOf("<", this.#at);
    const text = this.#source.slice(this.#at, end < 0 ? undefined : end);
    this.#addText(this.#decode(text));
    this.#at += text.length;
  }

  #addText(text: string): void {
    const open = this.#open.at(-1);
    if (open) open.text += text;
    else if (text.trim() !== "") this.#fail("there is text outside of the root element");
  }

  #start(): void {
    tagPattern.lastIndex = this.#at;
    const match = tagPattern.exec(this.#source);
    if (!match) throw this.#error("a tag is broken");
    if (this.#root) this.#fail("there is more than one root element");
    if (this.#open.length >= deepest) this.#fail(`elements are nested deeper than ${deepest}`);
    this.#open.push({
      name: match[1] ?? "",
      attributes: this.#attributes(match[2] ?? ""),
      children: [],
      text: "",
    });
    this.#at = tagPattern.lastIndex;
    if (match[3] === "/") this.#close();
  }

  #end(): void {
    endPattern.lastIndex = this.#at;
    const match = endPattern.exec(this.#source);
    const open = this.#open.at(-1);
    if (!match || match[1] !== open?.name) {
      throw this.#error(
        open ? `<${open.name}> is closed by another tag` : "a closing tag has no opening one",
      );
    }
    this.#at = endPattern.lastIndex;
    this.#close();
  }

  #close(): void {
    const element = this.#open.pop();
    if (!element) return;
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(element);
    else this.#root = element;
  }

  #attributes(text: string): Record<string, string> {
    const pairs = [...text.matchAll(attributePattern)];
    return Object.fromEntries(pairs.map((pair) => [pair[1] ?? "", this.#decode(pair[2] ?? pair[3] ?? "")]));
  }

  #doctype(): void {
    const subset = /^<!DOCTYPE[^[>]*\[/.exec(this.#source.slice(this.#at, this.#at + 1000));
    this.#until("<!DOCTYPE", subset ? "]>" : ">");
  }

  #until(begin: string, end: string): string {
    const from = this.#at + begin.length;
    const found = this.#source.indexOf(end, from);
    if (found < 0) this.#fail(`${begin} is not closed`);
    this.#at = found + end.length;
    return this.#source.slice(from, found);
  }

  #decode(text: string): string {
    return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));|&/gi, (whole, hex, decimal, entity) => {
      if (hex !== undefined) return this.#character(Number.parseInt(hex, 16));
      if (decimal !== undefined) return this.#character(Number(decimal));
      return entities[entity] ?? this.#fail(`${whole} is no entity that XML knows`);
    });
  }

  #character(code: number): string {
    return code <= 0x10ffff ? String.fromCodePoint(code) : this.#fail("there is no such character");
  }

  #fail(what: string): never {
    throw this.#error(what);
  }

  #error(what: string): XmlError {
    return new XmlError(`line ${this.#source.slice(0, this.#at).split("\n").length}: ${what}`);
  }
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

import {
  type Alias,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  type YAMLMap,
} from "yaml";
import { positionAt } from "./edits";
import type { Reader, SourceText, Spot } from "./types";
import { unreadable } from "./unreadable";
import { yamlValue } from "./yamlValue";

export const readYaml: Reader = (source) => {
  const parsed = parseAllDocuments(source.text, { uniqueKeys: false, logLevel: "silent" });
  const documents: Document.Parsed[] = Array.isArray(parsed) ? parsed : [];
  for (const { errors } of documents)
    for (const error of errors)
      throw unreadable(source, "YAML", error.pos[0], error.message.split(" at line ")[0] ?? error.message);
  return documents.map((document) => spotOf(document.contents, { source, document, at: 0, inFlow: false }));
};

interface Place {
  readonly source: SourceText;
  readonly document: Document.Parsed;
  /** Where the parent stands, for nodes that say nothing of themselves. */
  readonly at: number;
  readonly inFlow: boolean;
  /** Behind the colon, where a value goes that is not there yet. */
  readonly emptyAt?: number;
}

const spotOf = (node: unknown, place: Place): Spot => {
  if (isAlias(node)) return aliasSpot(node, place);
  if (isScalar(node)) return yamlValue(place.source, node, place);
  if (!isCollection(node))
    return { kind: "closed", at: place.at, why: () => "it has no value, not even a colon" };
  const at = node.range?.[0] ?? place.at;
  const inner: Place = {
    source: place.source,
    document: place.document,
    at,
    inFlow: place.inFlow || node.flow === true,
  };
  if (isMap(node))
    return { kind: "map", at, entries: new Map([...merged(node, inner), ...own(node, inner)]) };
  return { kind: "list", at, items: node.items.map((item) => spotOf(item, inner)) };
};

const own = (map: YAMLMap, place: Place): [string, Spot][] =>
  map.items.map(({ key, value }) => {
    const at = isScalar(key) ? (key.range?.[0] ?? place.at) : place.at;
    return [keyName(key), spotOf(value, { ...place, at, emptyAt: behindColon(key, place.source) })];
  });

const behindColon = (key: unknown, { text }: SourceText): number => {
  const end = isScalar(key) ? (key.range?.[1] ?? 0) : 0;
  return end + (/^\s*:/.exec(text.slice(end, end + 100))?.[0].length ?? 0);
};

/** What `<<: *base` brings in is there to be read, but lies in another place. */
const merged = (map: YAMLMap, { source, document }: Place): [string, Spot][] =>
  map.items
    .filter(isMerge)
    .flatMap(({ value }) => (isSeq(value) ? value.items : [value]))
    .filter(isAlias)
    .flatMap((alias) => {
      const base = alias.resolve(document);
      if (!isMap(base)) return [];
      const at = alias.range?.[0] ?? 0;
      const why = (): string => `it comes by the merge <<: *${alias.source} from ${lineOf(source, base)}`;
      return base.items.map(({ key }): [string, Spot] => [keyName(key), { kind: "closed", at, why }]);
    });

const aliasSpot = (alias: Alias, { source, document }: Place): Spot => ({
  kind: "closed",
  at: alias.range?.[0] ?? 0,
  why: () => `it is the alias *${alias.source} of ${lineOf(source, alias.resolve(document))}`,
});

const lineOf = ({ text }: SourceText, node: Node | undefined): string =>
  `line ${positionAt(text, node?.range?.[0] ?? 0).line}, which is the place to set it`;

const isMerge = ({ key }: Pair): boolean => isScalar(key) && key.source === "<<" && key.type === "PLAIN";

const keyName = (key: unknown): string => {
  if (!isScalar(key)) return String(key);
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
};

/** Values by version and `when`, decided: what is left is a tree without either. */

import type { Problem } from "../util/problem";
import { matches } from "../versions/satisfies";
import type { Version } from "../versions/types";
import { chooseByVersion } from "./byVersion";
import {
  at,
  type Entry,
  entriesOf,
  isNull,
  itemsOf,
  type Located,
  type LocatedObject,
  problemOn,
  textOf,
  withEntries,
} from "./located";
import { isByVersion } from "./merge";
import { versionInText } from "./sideVersion";
import { withoutRemoved } from "./waiting";
import { parseWhen, whenHolds } from "./when";

export interface Decided {
  readonly tree: LocatedObject;
  readonly sideVersions: ReadonlyMap<string, Version | undefined>;
  /** Services that are there with other versions. */
  readonly removed: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

export const decide = (tree: LocatedObject, versions: Readonly<Record<string, Version>>): Decided => {
  const deciding: Deciding = { tree, versions, known: new Map(), asking: new Set(), problems: [] };
  const services = entriesOf(at(tree, "services")).map(({ key }) => key);
  const entries = [...tree.entries.values()].map((entry) =>
    notBefore.has(entry.key) ? entry : { ...entry, value: decideSection(entry, deciding) },
  );
  const decided = withEntries(tree, entries);
  const left = new Set(entriesOf(at(decided, "services")).map(({ key }) => key));
  const sides = entriesOf(at(tree, "sides")).map(({ key }) => key);
  return {
    tree: withoutRemoved(decided, left),
    sideVersions: new Map(sides.map((side) => [side, versionOf(side, deciding)])),
    removed: new Set(services.filter((service) => !left.has(service))),
    problems: deciding.problems,
  };
};

/** Read before versions are known, or asked for each cell anew. */
const notBefore: ReadonlySet<string> = new Set(["title", "axes", "policy", "swap", "matrix"]);

interface Deciding {
  readonly tree: LocatedObject;
  readonly versions: Readonly<Record<string, Version>>;
  readonly known: Map<string, Version | undefined>;
  readonly asking: Set<string>;
  readonly problems: Problem[];
}

/** A section's elements may have a `when`. */
const decideSection = ({ key, value }: Entry, deciding: Deciding): Located => {
  const section = choose(value, undefined, deciding);
  const isSides = key === "sides";
  if (section?.kind === "object")
    return withEntries(
      section,
      entriesOf(section).flatMap((entry) => {
        const element = decideElement(entry.value, isSides ? entry.key : undefined, deciding);
        return element ? [{ ...entry, value: element }] : [];
      }),
    );
  if (section?.kind !== "list") return section ?? nothing(value);
  const items = section.items.flatMap((item) => decideElement(item, undefined, deciding) ?? []);
  return { ...section, items };
};

const decideElement = (node: Located, side: string | undefined, deciding: Deciding): Located | undefined => {
  const element = choose(node, side, deciding);
  if (element?.kind !== "object") return element && decideNode(element, side, deciding);
  const own = side ?? textOf(at(element, "side"));
  if (!isWanted(element, own, deciding)) return undefined;
  return decideNode(
    withEntries(
      element,
      [...element.entries.values()].filter(({ key }) => key !== "when"),
    ),
    own,
    deciding,
  );
};

const isWanted = (element: LocatedObject, side: string | undefined, deciding: Deciding): boolean => {
  const node = at(element, "when");
  const when = parseWhen(textOf(node) ?? "");
  if (node === undefined || !when.ok) return true;
  return whenHolds(when.value, (name, condition) => {
    const version = versionBy(name, side, node, deciding);
    return version !== undefined && matches(version, condition);
  });
};

const decideNode = (node: Located, side: string | undefined, deciding: Deciding): Located => {
  if (node.kind === "scalar") return node;
  if (node.kind === "list")
    return { ...node, items: itemsOf(node).flatMap((item) => decideChild(item, side, deciding)) };
  const entries = [...node.entries.values()].flatMap((entry) => {
    if (!isByVersion(entry.value) && isNull(entry.value)) return [entry];
    return decideChild(entry.value, side, deciding).map((value) => ({ ...entry, value }));
  });
  return withEntries(node, entries);
};

const decideChild = (node: Located, side: string | undefined, deciding: Deciding): readonly Located[] => {
  const chosen = choose(node, side, deciding);
  return chosen === undefined ? [] : [decideNode(chosen, side, deciding)];
};

/** Undefined where the value is left out, by `null` or because nothing fits. */
const choose = (node: Located, side: string | undefined, deciding: Deciding): Located | undefined => {
  if (node.kind !== "object" || !isByVersion(node)) return node;
  const by = at(node, "by");
  const name = textOf(by);
  if (by === undefined || name === undefined || !isAxisOrSide(name, deciding)) return node;
  const version = versionBy(name, side, by, deciding);
  if (version === undefined) return undefined;
  const shown = name === "side" ? `side ${side}` : name;
  const chosen = chooseByVersion(node, shown, version);
  if (chosen.kind === "value") return isNull(chosen.value) ? undefined : choose(chosen.value, side, deciding);
  deciding.problems.push(chosen.problem);
  return undefined;
};

const isAxisOrSide = (name: string, { tree, versions }: Deciding): boolean =>
  name === "side" || Object.hasOwn(versions, name) || at(tree, "sides", name) !== undefined;

/** Where an axis and a side share a name, the side is meant: with swapped sources only that is true. */
const versionBy = (
  name: string,
  side: string | undefined,
  node: Located,
  deciding: Deciding,
): Version | undefined => {
  const asked = name === "side" ? side : name;
  const isSide = asked !== undefined && at(deciding.tree, "sides", asked) !== undefined;
  const version = isSide ? versionOf(asked, deciding) : deciding.versions[asked ?? ""];
  if (version === undefined)
    deciding.problems.push(
      problemOn(node, {
        code: "no-version",
        message: isSide ? `the side "${asked}" has no version to ask` : `no version is chosen for "${name}"`,
        hint: isSide ? 'Give the side "version", as its source tells none.' : "Choose one.",
      }),
    );
  return version;
};

const versionOf = (side: string, deciding: Deciding): Version | undefined => {
  if (deciding.known.has(side) || deciding.asking.has(side)) return deciding.known.get(side);
  deciding.asking.add(side);
  const node = at(deciding.tree, "sides", side);
  const version = valueAt(node, "version", deciding);
  const source = valueAt(node, "source", deciding);
  const texts = version
    ? [version]
    : ["git", "pypi", "npm", "image"].map((key) => valueAt(source, key, deciding));
  const text = texts.map(textOf).find((one) => one !== undefined);
  const found = text === undefined ? undefined : versionInText(text, deciding.versions);
  deciding.asking.delete(side);
  deciding.known.set(side, found);
  return found;
};

const valueAt = (node: Located | undefined, key: string, deciding: Deciding): Located | undefined => {
  const value = at(node, key);
  return value && choose(value, undefined, deciding);
};

const nothing = (node: Located): Located => ({
  kind: "scalar",
  value: null,
  exact: false,
  place: node.place,
  path: node.path,
});

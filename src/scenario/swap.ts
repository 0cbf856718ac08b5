/** Two sides exchange their sources, and with them the versions those say; the roles keep everything else. */
import { at, type Entry, entriesOf, itemsOf, type LocatedObject, textOf, withEntries } from "./located";

/** Undefined where the scenario names nothing to swap. */
export const swapped = (tree: LocatedObject): LocatedObject | undefined => {
  const [one, other] = itemsOf(at(tree, "swap")).map(textOf);
  const sides = at(tree, "sides");
  if (one === undefined || other === undefined || sides?.kind !== "object") return undefined;
  const partner = new Map([
    [one, other],
    [other, one],
  ]);
  const exchanged = entriesOf(sides).map((entry) =>
    withSourceOf(entry, at(sides, partner.get(entry.key) ?? "")),
  );
  return withEntries(
    tree,
    [...tree.entries.values()].map((entry) =>
      entry.key === "sides" ? { ...entry, value: withEntries(sides, exchanged) } : entry,
    ),
  );
};

const withSourceOf = (entry: Entry, from: ReturnType<typeof at>): Entry => {
  if (entry.value.kind !== "object" || from?.kind !== "object") return entry;
  const kept = [...entry.value.entries.values()].filter(({ key }) => !moving.has(key));
  const moved = [...from.entries.values()].filter(({ key }) => moving.has(key));
  return { ...entry, value: withEntries(entry.value, [...moved, ...kept]) };
};

const moving: ReadonlySet<string> = new Set(["source", "version"]);

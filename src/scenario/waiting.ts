import { at, type Located, type LocatedObject, textOf, withEntries } from "./located";

/** Nobody waits for a service that is not there. */
export const withoutRemoved = (tree: LocatedObject, left: ReadonlySet<string>): LocatedObject =>
  withEntries(
    tree,
    [...tree.entries.values()].map((entry) =>
      waiting.has(entry.key)
        ? { ...entry, value: mapElements(entry.value, (one) => waitingFor(one, left)) }
        : entry,
    ),
  );

const waiting: ReadonlySet<string> = new Set([
  "services",
  "setup",
  "checks",
  "actions",
  "cleanup",
  "migrate",
]);

const mapElements = (section: Located, change: (element: Located) => Located): Located => {
  if (section.kind === "list") return { ...section, items: section.items.map(change) };
  if (section.kind !== "object") return section;
  return withEntries(
    section,
    [...section.entries.values()].map((entry) => ({ ...entry, value: change(entry.value) })),
  );
};

const waitingFor = (element: Located, left: ReadonlySet<string>): Located => {
  const after = at(element, "after");
  if (element.kind !== "object" || after?.kind !== "list") return element;
  const items = after.items.filter((item) => left.has(textOf(item) ?? ""));
  const entries = [...element.entries.values()].map((entry) =>
    entry.key === "after" ? { ...entry, value: { ...after, items } } : entry,
  );
  return withEntries(element, entries);
};

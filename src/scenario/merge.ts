/** One scenario over another: objects merge, lists and values by version are replaced, null removes. */
import { type Entry, isNull, type Located, withEntries } from "./located";

export const merge = (base: Located, over: Located): Located => {
  if (base.kind !== "object" || over.kind !== "object") return over;
  if (isByVersion(base) || isByVersion(over)) return over;
  const merged = new Map<string, Entry>(base.entries);
  for (const entry of over.entries.values()) {
    const earlier = merged.get(entry.key);
    // A null that removes nothing stays, so that a misspelt key of it is still seen.
    if (earlier && isNull(entry.value)) merged.delete(entry.key);
    else merged.set(entry.key, earlier ? { ...earlier, value: merge(earlier.value, entry.value) } : entry);
  }
  return withEntries({ ...base, place: over.place, path: over.path }, merged.values());
};

export const isByVersion = (node: Located): boolean => node.kind === "object" && node.entries.has("by");

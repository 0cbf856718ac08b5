/** A scenario with all that it takes over by `extends`. */
import type { Problem } from "../util/problem";
import {
  at,
  type Entry,
  kindText,
  type Located,
  type LocatedObject,
  problemOn,
  textOf,
  withEntries,
} from "./located";
import { merge } from "./merge";
import { suggestion } from "./suggestion";

const longest = 20;

export const extended = (
  entry: Entry,
  all: ReadonlyMap<string, Entry>,
  way: readonly string[],
  problems: Problem[],
): Located => {
  const node = at(entry.value, "extends");
  if (node === undefined) return entry.value;
  const complain = (code: string, message: string, hint: string): Located => {
    problems.push(problemOn(node, { code, message, hint }));
    return entry.value;
  };
  const name = textOf(node);
  if (name === undefined)
    return complain(
      "wrong-type",
      `expected the name of a scenario, but this is ${kindText(node)}`,
      "Write its name as a text.",
    );
  const path = [...way, entry.key];
  if (path.includes(name))
    return complain(
      "extends-cycle",
      `scenarios extend each other in a circle: ${[...path.slice(path.indexOf(name)), name].join(" → ")}`,
      "Take one of these out.",
    );
  if (path.length > longest)
    return complain(
      "extends-chain",
      `more than ${longest} scenarios extend each other in a row`,
      "Shorten it.",
    );
  const base = all.get(name);
  if (base === undefined)
    return complain("unknown-scenario", `there is no scenario "${name}"`, suggestion(name, all.keys()));
  const merged = merge(extended(base, all, path, problems), entry.value);
  return merged.kind === "object" ? keepOwnTitle(merged, entry.value) : merged;
};

/** A title names one scenario; inherited, two would look alike. */
const keepOwnTitle = (merged: LocatedObject, own: Located): LocatedObject =>
  at(own, "title") !== undefined
    ? merged
    : withEntries(
        merged,
        [...merged.entries.values()].filter(({ key }) => key !== "title"),
      );

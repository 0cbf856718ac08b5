import { rank, type Strength } from "./finding";
import type { Place } from "./place";

/** A finding with the side it speaks for. */
export interface Candidate {
  readonly side: string;
  readonly service: string;
  readonly isCheck: boolean;
  readonly strength: Strength;
  readonly text: string;
  readonly place: Place | undefined;
  readonly time: number;
}

/** The few that say it: the strongest of each service, what was said twice once, in the order of time. */
export const choose = (candidates: readonly Candidate[]): Candidate[] => {
  const bySide = [...groups(candidates, ({ side }) => side).values()];
  return bySide
    .flatMap((side) =>
      [...groups(withoutHints(said(side)), ({ service }) => service).values()].flatMap(fewest),
    )
    .sort((a, b) => Number(a.isCheck) - Number(b.isCheck) || a.time - b.time);
};

const groups = <T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> => {
  const map = new Map<string, T[]>();
  for (const one of all) {
    const group = map.get(key(one));
    if (group === undefined) map.set(key(one), [one]);
    else group.push(one);
  }
  return map;
};

/** Once each: numbers and ids may differ, and an error's line may repeat what an exception says. */
const said = (side: readonly Candidate[]): Candidate[] => {
  const kept = new Map<string, Candidate>();
  const compared: string[] = [];
  for (const one of [...side].sort((a, b) => rank(a.strength) - rank(b.strength))) {
    const text = masked(one.text);
    const same = kept.has(text) ? text : compared.find((other) => repeats(text, other));
    const before = same === undefined ? undefined : kept.get(same);
    if (same === undefined || before === undefined) {
      kept.set(text, one);
      if (compared.length < enough) compared.push(text);
    } else if (before.place === undefined && before.isCheck === one.isCheck)
      kept.set(same, { ...before, place: one.place });
  }
  return [...kept.values()];
};

/** More different errors than anybody reads: comparing all with all would take long. */
const enough = 100;

const repeats = (text: string, stronger: string): boolean =>
  (text.length > 8 && stronger.includes(text)) || (stronger.length > 8 && text.includes(stronger));

const masked = (text: string): string =>
  text.replace(/0x[\da-f]+|\b[\da-f]{8}(?:-?[\da-f]{4}){3}-?[\da-f]{12}\b|\b[\da-f]{7,40}\b|\d+/gi, "#");

const withoutHints = (side: readonly Candidate[]): Candidate[] => {
  const stronger = side.filter(({ strength, isCheck }) => strength !== "hint" || isCheck);
  return stronger.some(({ isCheck }) => !isCheck) ? stronger : [...side];
};

const most = 3;

const fewest = (service: readonly Candidate[]): Candidate[] => {
  const strongest = Math.min(...new Set(service.map(({ strength }) => rank(strength))));
  const last = service.at(-1);
  // Of a check that has only words, the last ones count.
  if (last?.isCheck === true && last.strength === "hint" && strongest === rank("hint")) return [last];
  return service
    .filter(({ strength }) => rank(strength) <= Math.max(strongest, rank("error")))
    .sort(
      (a, b) =>
        rank(a.strength) - rank(b.strength) ||
        Number(b.place?.own ?? false) - Number(a.place?.own ?? false) ||
        a.time - b.time,
    )
    .slice(0, most);
};

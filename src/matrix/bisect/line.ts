import { inputFailure } from "../../util/problem";
import type { Version } from "../../versions/types";
import { type Answer, halve } from "./halve";
import type { Probing } from "./probing";
import type { Found } from "./types";

/** Bisects a line of versions that leads from a good one to a bad one. */
export const bisectLine = async (
  axis: string,
  line: readonly Version[],
  probing: Pick<Probing, "ask" | "probes">,
  cost: (version: Version) => number,
  known?: ReadonlyMap<number, Answer>,
): Promise<Found> => {
  const at = (place: number): Version => {
    const version = line[place];
    if (version) return version;
    throw new Error(`there is no place ${place} on a line of ${line.length}`);
  };
  const { wrongEnd, lastGood, firstBad, answers, borders } = await halve({
    length: line.length,
    ask: (place) => probing.ask(at(place)),
    cost: (place) => cost(at(place)),
    ...(known === undefined ? {} : { known }),
  });
  if (wrongEnd !== undefined || lastGood === undefined || firstBad === undefined) {
    const place = wrongEnd === "good" ? 0 : line.length - 1;
    throw wrongEndFailure(axis, wrongEnd ?? "bad", at(place), answers.get(place));
  }
  return {
    lastGood: at(lastGood).name,
    firstBad: at(firstBad).name,
    range: [at(lastGood + 1).name, at(firstBad).name],
    borders: borders.map(([from, to]) => ({
      from: at(from).name,
      to: at(to).name,
      turns: answers.get(to) === "bad" ? "bad" : "good",
    })),
    probes: [...probing.probes],
  };
};

const wrongEndFailure = (
  axis: string,
  end: "good" | "bad",
  { name }: Version,
  answer: Answer | undefined,
): Error => {
  const wanted = end === "good" ? "green" : "red";
  const found = answer === "nothing" ? "says nothing: it can't be built, or fails even with itself" : "isn't";
  return inputFailure(
    "wrong-end",
    `The ${end} end, ${name} of ${axis}, was to be ${wanted} and ${found}, so there is no answer`,
    { hint: `Name another version by --${end}; backcompat matrix shows which are ${wanted}.` },
  );
};

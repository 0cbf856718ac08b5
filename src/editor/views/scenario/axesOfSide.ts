import { at, type Located, type LocatedObject, plain } from "../../../scenario/located";
import { swapped } from "../../../scenario/swap";
import { templateVariables } from "../../../scenario/template";

/** Which axes the source of a side names, with swapped sides those of the other's. */
export const axesOfSide = (
  scenario: LocatedObject,
  side: string,
  swap: boolean,
  axes: readonly string[],
): readonly string[] => {
  const tree = swap ? (swapped(scenario) ?? scenario) : scenario;
  return namesIn(at(tree, "sides", side, "source")).filter((name) => axes.includes(name));
};

/** `${release.ref}` names the axis too. */
const namesIn = (node: Located | undefined): readonly string[] => {
  const names: string[] = [];
  const collect = (_: unknown, text: string): string => {
    names.push(...templateVariables(text).map((name) => name.split(".")[0] ?? name));
    return text;
  };
  if (node !== undefined) plain(node, collect);
  return [...new Set(names)];
};

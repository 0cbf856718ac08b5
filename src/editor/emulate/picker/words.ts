import { versionOfRelease } from "../../../versions/findRelease";
import type { Axis } from "../../../versions/types";
import type { PickerState } from "./rows";

/** What stands at the workspace stays there unless nothing else is left to choose. */
export const axesToAsk = (axes: readonly Axis[]): readonly Axis[] => {
  const others = axes.filter((axis) => axis.default !== "workspace");
  return others.length > 0 ? others : axes.slice(-1);
};

/** `dagster: which release should userCode be?` */
export const pickerTitle = (scenario: string, { axis, outlook }: PickerState): string => {
  const [any] = axis.releases;
  const sides = any === undefined ? {} : outlook(versionOfRelease(axis, any)).sides;
  const roles = Object.keys(sides).filter((side) => sides[side]?.version?.axis === axis.name);
  const word = axis.name === "release" ? "release" : `version of ${axis.name}`;
  return roles.length === 0
    ? `${scenario}: which ${word}?`
    : `${scenario}: which ${word} should ${roles.join(" and ")} be?`;
};

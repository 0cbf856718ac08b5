import type { Outlook } from "../../../scenario/outlook";
import { newestOfLines } from "../../../versions/aliases";
import { versionOfRelease } from "../../../versions/findRelease";
import type { Axis, Release, Version } from "../../../versions/types";
import { when } from "./age";

export interface PastRun {
  readonly verdict: "green" | "red" | "unbuildable" | "absent";
  readonly ended: number;
}

/** All that the list of releases is made of. */
export interface PickerState {
  readonly axis: Axis;
  /** The version that was chosen last time. */
  readonly last: string | undefined;
  /** That one runs now. */
  readonly running?: boolean;
  readonly outlook: (version: Version) => Outlook;
  /** By version, the last run that came to a verdict. */
  readonly past: ReadonlyMap<string, PastRun>;
  /** `ready`, `about 6 s to build`; undefined where nothing is known. */
  readonly readiness: (outlook: Outlook) => string | undefined;
  readonly now: number;
}

export type Row =
  | { readonly kind: "group"; readonly label: string }
  | {
      readonly kind: "version";
      readonly version: string;
      readonly label: string;
      readonly description: string;
      /** Why this breaks the policy; it stays choosable. */
      readonly warning: string | undefined;
    }
  | { readonly kind: "other"; readonly label: string; readonly description: string };

/** Last time, the newest of each minor line, all others, and what is no release. */
export const pickerRows = (state: PickerState): readonly Row[] => {
  const { axis } = state;
  const releases = [...axis.releases].reverse();
  const newest = newestOfLines(axis).slice(0, mostLines);
  const fewLines = newest.length < 2 || newest.length === releases.length;
  const first = fewLines ? [] : newest;
  const shown = new Set(first);
  const rest = releases.filter((release) => !shown.has(release));
  const restTitle = fewLines ? "releases" : `the other ${rest.length} of ${releases.length} releases`;
  return [
    ...lastRows(state),
    ...group("latest per minor", first, state),
    ...group(restTitle, rest, state),
    ...otherRows(state),
  ];
};

const mostLines = 40;

const lastRows = (state: PickerState): readonly Row[] => {
  const { axis, last } = state;
  if (last === undefined) return [];
  const release = axis.releases.find(({ name }) => name === last);
  const facts = release ? factsOf(release, state) : { words: [], warning: undefined };
  const description = [state.running === true ? "now" : "last time", ...facts.words].join(" · ");
  return [
    { kind: "version", version: last, label: `$(history) ${last}`, description, warning: facts.warning },
  ];
};

const group = (label: string, releases: readonly Release[], state: PickerState): readonly Row[] => {
  const rows = releases.filter(({ name }) => name !== state.last).map((release) => rowOf(release, state));
  return rows.length === 0 ? [] : [{ kind: "group", label }, ...rows];
};

const rowOf = (release: Release, state: PickerState): Row => {
  const { words, warning } = factsOf(release, state);
  return {
    kind: "version",
    version: release.name,
    label: `$(tag) ${release.name}`,
    description: words.join(" · "),
    warning,
  };
};

const factsOf = (
  release: Release,
  state: PickerState,
): { readonly words: readonly string[]; readonly warning: string | undefined } => {
  const outlook = state.outlook(versionOfRelease(state.axis, release));
  const words = [
    release.date?.slice(0, 10),
    pythonOf(outlook, state.axis.name),
    state.readiness(outlook),
    aliasOf(release, state.axis),
    pastText(state.past.get(release.name), state.now),
  ];
  return { words: words.filter((word) => word !== undefined), warning: outlook.warning };
};

/** Of the sides that take this axis: the others stay as they are. */
const pythonOf = ({ sides }: Outlook, axis: string): string | undefined => {
  const own = Object.values(sides).filter(({ version }) => version?.axis === axis);
  const python = own.find((side) => side.python !== undefined)?.python;
  // A range such as >=3.8 says the same of every release.
  return python !== undefined && /^\d/.test(python) ? `Python ${python}` : undefined;
};

const aliasOf = ({ name }: Release, axis: Axis): string | undefined =>
  axis.default === name
    ? "default"
    : Object.entries(axis.aliases).find(([, version]) => version === name)?.[0];

const verdictIcons = {
  green: "$(pass)",
  red: "$(error)",
  unbuildable: "$(warning)",
  absent: "$(circle-slash)",
} as const;

const pastText = (past: PastRun | undefined, now: number): string | undefined =>
  past && `${verdictIcons[past.verdict]} ${past.verdict} ${when(past.ended, now)}`;

const otherRows = ({ axis, last }: PickerState): readonly Row[] => {
  if (axis.source.kind !== "git") return [];
  const workspace: Row = {
    kind: "version",
    version: "workspace",
    label: "$(folder) workspace",
    description: "the folder as it is, edits included",
    warning: undefined,
  };
  return [
    { kind: "group", label: "not released" },
    ...(last === "workspace" ? [] : [workspace]),
    { kind: "other", label: "$(git-branch) Branch, commit or tag…", description: "whatever you type above" },
  ];
};

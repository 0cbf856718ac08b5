import type { ContainerRow } from "../../../containers/row";
import type { KeptContainer } from "../../../logs/kept/keptContainer";

/** What belongs together on an engine; without a key nothing holds it together. */
export interface Group {
  readonly key: string | undefined;
  readonly kind: "emulation" | "compose" | "single";
  /** Of the emulation, or the compose project. */
  readonly name: string;
  readonly scenario: string | undefined;
  readonly rows: readonly ContainerRow[];
  readonly kept: readonly KeptContainer[];
}

/** Emulations first, then compose projects, then all that stands alone. */
export const groupsOf = (rows: readonly ContainerRow[], kept: readonly KeptContainer[]): Group[] => {
  const groups = new Map<string, Growing>();
  const groupFor = (of: Omit<Group, "rows" | "kept" | "key">): Growing => {
    const key = `${of.kind}/${of.name}`;
    const group = groups.get(key) ?? { ...of, key, rows: [], kept: [] };
    groups.set(key, group);
    return group;
  };
  for (const row of rows)
    groupFor(membership(row.ours?.emulation, row.composeProject, row.ours?.scenario)).rows.push(row);
  for (const one of kept)
    groupFor(membership(one.logged?.emulation, one.composeProject, one.scenario)).kept.push(one);
  return [...groups.values()]
    .map(({ key, ...group }) => ({
      ...group,
      key: group.kind === "single" ? undefined : key,
      rows: group.rows.sort(byLifeThenName),
      kept: group.kept.sort((a, b) => (b.removed ?? 0) - (a.removed ?? 0)),
    }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || byText(a.name, b.name));
};

interface Growing extends Omit<Group, "rows" | "kept" | "key"> {
  readonly key: string;
  readonly rows: ContainerRow[];
  readonly kept: KeptContainer[];
}

const order: readonly Group["kind"][] = ["emulation", "compose", "single"];

const membership = (
  emulation: string | undefined,
  project: string | undefined,
  scenario: string | undefined,
): Omit<Group, "rows" | "kept" | "key"> => {
  if (emulation !== undefined) return { kind: "emulation", name: emulation, scenario };
  if (project !== undefined) return { kind: "compose", name: project, scenario: undefined };
  return { kind: "single", name: "", scenario: undefined };
};

/** What runs is looked for most. */
const byLifeThenName = (a: ContainerRow, b: ContainerRow): number =>
  Number(isUp(b)) - Number(isUp(a)) || byText(a.name, b.name);

export const isUp = ({ state }: Pick<ContainerRow, "state">): boolean =>
  state === "running" || state === "restarting" || state === "paused";

/** `web-2` before `web-10`. */
const byText = (a: string, b: string): number => collator.compare(a, b);

const collator = new Intl.Collator("en", { numeric: true });

import type { EmulationRecord } from "../../emulation/record";

export interface Other {
  readonly record: EmulationRecord;
  readonly here: boolean;
}

/** All of this window, and those of others that share its folder; what stops already is no obstacle. */
export const othersOn = (
  folder: string,
  here: readonly EmulationRecord[],
  elsewhere: readonly EmulationRecord[],
): readonly Other[] => {
  const running = ({ state }: EmulationRecord): boolean => state === "starting" || state === "ready";
  return [
    ...here.filter(running).map((record) => ({ record, here: true })),
    ...elsewhere
      .filter((record) => running(record) && record.folder === folder)
      .map((record) => ({ record, here: false })),
  ];
};

export const besidesQuestion = (
  others: readonly Other[],
): { readonly message: string; readonly detail: string } => {
  const names = others.map(
    ({ record, here }) => `${nameOf(record)}${here ? "" : " (in another window or terminal)"}`,
  );
  const verb = names.length === 1 ? "runs" : "run";
  return {
    message: `${names.join(" and ")} ${verb} already.`,
    detail:
      "Stopping puts everything back first. Beside it, this one gets ports of its own; a file that both rewrite has only one owner at a time.",
  };
};

const nameOf = ({ scenario, sides }: EmulationRecord): string =>
  `${scenario}: ${Object.values(sides).join(" ⇄ ")}`;

import { z } from "zod";
import type { Emulation } from "../../emulation/emulation";
import type { Editor } from "../context";

/** What a person chose, so that it can be chosen again without a question. */
export interface Chosen {
  readonly folder: string;
  readonly scenario: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly swap: boolean;
  readonly noDebug: boolean;
}

const chosen = z.object({
  folder: z.string(),
  scenario: z.string(),
  versions: z.record(z.string(), z.string()),
  swap: z.boolean(),
  noDebug: z.boolean(),
});
const choices = z.array(chosen);

type Memory = Pick<Editor["extension"], "workspaceState" | "globalState">;

const choicesKey = "backcompat.choices";

/** Of each scenario the last one; the newest first. */
export const rememberedChoices = ({ workspaceState }: Memory): readonly Chosen[] =>
  choices.safeParse(workspaceState.get(choicesKey)).data ?? [];

export const lastChoice = (memory: Memory, folder?: string, scenario?: string): Chosen | undefined =>
  rememberedChoices(memory).find(
    (one) =>
      (folder === undefined || one.folder === folder) &&
      (scenario === undefined || one.scenario === scenario),
  );

export const rememberChoice = async (memory: Memory, choice: Chosen): Promise<void> => {
  const others = rememberedChoices(memory).filter(
    ({ folder, scenario }) => folder !== choice.folder || scenario !== choice.scenario,
  );
  await memory.workspaceState.update(choicesKey, [choice, ...others].slice(0, 50));
};

/** Where the environment of a side at a version lies; empty where it needs none. */
const built = z.record(z.string(), z.string());
const builtKey = "backcompat.built";

export const builtSides = ({ globalState }: Memory): Readonly<Record<string, string>> =>
  built.safeParse(globalState.get(builtKey)).data ?? {};

export const builtName = (folder: string, scenario: string, side: string, version: string): string =>
  [folder, scenario, side, version].join("\0");

/** A key of an environment is only known with its tree at hand, so what was built is remembered by version. */
export const rememberBuilt = async ({ extension }: Editor, emulation: Emulation): Promise<void> => {
  const { folder, scenario } = emulation.record;
  const added = [...emulation.run.values.sides].map(([name, { side, environment }]) => [
    builtName(folder, scenario, name, side.version?.name ?? ""),
    environment.dir ?? "",
  ]);
  const all = { ...builtSides(extension), ...Object.fromEntries(added) };
  await extension.globalState.update(builtKey, Object.fromEntries(Object.entries(all).slice(-2000)));
};

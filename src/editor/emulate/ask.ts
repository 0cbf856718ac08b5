import { window } from "vscode";
import { openScenario, problemsFailure } from "../../emulation/prepare";
import { type Loaded, loadScenarios } from "../../scenario/load";
import { Failure, problemOf } from "../../util/problem";
import type { Editor } from "../context";
import { tell, toldOf } from "../tell";
import { AskingVersions } from "./askVersions";
import { offerScenario } from "./offerScenario";
import { type Chosen, rememberedChoices } from "./remembered";

/** What is known before anything is asked. */
export interface Known {
  readonly scenario: string | undefined;
  /** Instead of as last time. */
  readonly swap: boolean | undefined;
}

/** A scenario where there are several, then a version for each axis that does not stand at the workspace. */
export const askChoice = async (
  editor: Editor,
  folder: string,
  { scenario: named, swap }: Known,
): Promise<Chosen | undefined> => {
  const loaded = await loadedOrTold(editor, folder);
  if (loaded === undefined) return undefined;
  const name = named ?? (await askScenario(editor, loaded));
  if (name === undefined) return undefined;
  const scenario = await toldOf(folder, openScenario({ folder, scenario: name, versions: {}, swap: false }));
  if (scenario === undefined) return undefined;
  const stop = new AbortController();
  try {
    return await new AskingVersions(editor, folder, scenario, stop.signal, swap).ask();
  } catch (error) {
    await tell(folder, problemOf(error));
    return undefined;
  } finally {
    stop.abort();
  }
};

/** The folder's only scenario, else the one that the person names. */
export const askScenarioOf = async (editor: Editor, folder: string): Promise<string | undefined> => {
  const loaded = await loadedOrTold(editor, folder);
  return loaded === undefined ? undefined : await askScenario(editor, loaded);
};

const loadedOrTold = async (editor: Editor, folder: string): Promise<Loaded | undefined> => {
  try {
    const loaded = await loadScenarios({ folder });
    const [first] = loaded.problems;
    if (first === undefined) return loaded;
    await tell(folder, {
      ...problemOf(problemsFailure(loaded.problems)),
      ...(first.place ? { place: first.place } : {}),
    });
  } catch (error) {
    if (error instanceof Failure && error.problem.code === "no-scenario-file")
      await offerScenario(editor, folder);
    else await tell(folder, problemOf(error));
  }
  return undefined;
};

const askScenario = async ({ extension }: Editor, loaded: Loaded): Promise<string | undefined> => {
  const [only, ...others] = loaded.names;
  if (others.length === 0) return only;
  const last = rememberedChoices(extension).find(({ folder }) => folder === loaded.folder)?.scenario;
  const items = loaded.names.map((name) => ({
    label: name,
    description: [name === last ? "last time" : "", titleOf(loaded, name)].filter(Boolean).join(" · "),
    name,
  }));
  const ordered = [...items].sort((a, b) => Number(b.name === last) - Number(a.name === last));
  const picked = await window.showQuickPick(ordered, { title: "Which scenario?", matchOnDescription: true });
  return picked?.name;
};

const titleOf = ({ scenarios }: Loaded, name: string): string => {
  const title = scenarios[name]?.title ?? "";
  return title === name ? "" : title;
};

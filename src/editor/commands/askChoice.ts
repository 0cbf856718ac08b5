import { ProgressLocation, type QuickPickItem, window } from "vscode";
import { openScenario, resolveAxes } from "../../emulation/prepare";
import { versionsWorld } from "../../emulation/versionsWorld";
import { loadScenarios } from "../../scenario/load";
import { type Problem, placeText, problemOf } from "../../util/problem";
import type { Axis } from "../../versions/types";
import type { Editor } from "../context";

export interface Asked {
  readonly title: string;
  readonly scenario: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** Scenario (if several), then a version for each axis whose default is a release. */
export const askChoice = async (folder: string, editor: Editor): Promise<Asked | undefined> => {
  const loaded = await loadScenarios({ folder }).catch((error: unknown) => tell(problemOf(error)));
  if (loaded === undefined) return undefined;
  const [problem] = loaded.problems;
  if (problem !== undefined) return tell(problem);
  const names = Object.keys(loaded.scenarios);
  const scenario =
    names.length === 1 ? names[0] : await window.showQuickPick(names, { placeHolder: "Which scenario?" });
  if (scenario === undefined) return undefined;
  const axes = await axesOf(folder, scenario, editor);
  const versions: Record<string, string> = {};
  for (const axis of axes.filter((one) => one.default !== "workspace")) {
    const version = await askVersion(scenario, axis);
    if (version === undefined) return undefined;
    versions[axis.name] = version;
  }
  return { scenario, versions, title: [scenario, ...Object.values(versions)].join(" ") };
};

const axesOf = async (folder: string, scenario: string, editor: Editor): Promise<readonly Axis[]> =>
  await window.withProgress({ location: ProgressLocation.Window, title: "Reading releases…" }, async () => {
    const stop = new AbortController();
    editor.extension.subscriptions.push({ dispose: () => stop.abort() });
    const opened = await openScenario({ folder, scenario, versions: {}, swap: false });
    return await resolveAxes(opened, versionsWorld(folder, process.env), stop.signal);
  });

const askVersion = async (scenario: string, axis: Axis): Promise<string | undefined> => {
  const items: QuickPickItem[] = [...axis.releases].reverse().map((release) => ({
    label: `$(tag) ${release.name}`,
    description: [release.date?.slice(0, 10), release.name === axis.default ? "default" : undefined]
      .filter(Boolean)
      .join(" · "),
  }));
  const title = `${scenario}: which ${axis.name}?`;
  const picked = await window.showQuickPick(items, {
    title,
    placeHolder: "Choose a version",
    matchOnDescription: true,
  });
  return picked?.label.replace("$(tag) ", "");
};

const tell = async ({ message, place, hint }: Problem): Promise<undefined> => {
  await window.showErrorMessage(
    [place ? `${placeText(place)}:` : "", message, hint].filter(Boolean).join(" "),
  );
  return undefined;
};

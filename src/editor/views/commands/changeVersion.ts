import { window } from "vscode";
import type { Emulation } from "../../../emulation/emulation";
import { openScenario, prepare, resolveAxes } from "../../../emulation/prepare";
import { versionsWorld } from "../../../emulation/versionsWorld";
import { inputFailure } from "../../../util/problem";
import type { Axis } from "../../../versions/types";
import type { Editor } from "../../context";
import { attempt } from "../attempt";
import { axesOfSide } from "../scenario/axesOfSide";
import { theSubject } from "../subjects";
import { runningOf } from "./services";

/** Another version of one side, while what it does not concern keeps running. */
export const changeVersion = async (editor: Editor, argument: unknown): Promise<void> => {
  const subject = await theSubject(argument, "side", editor, "Another version of which side?");
  const emulation = subject && (await runningOf(editor, subject));
  if (subject === undefined || emulation === undefined) return;
  const { side } = subject;
  const axis = await attempt(editor, "Reading releases", (signal) => axisOf(emulation, side, signal));
  const version = axis && (await askVersion(side, axis, emulation));
  if (axis === undefined || version === undefined) return;
  await attempt(editor, `Changing ${side} to ${version}`, async (signal) => {
    const versions = { ...namesOf(emulation), [axis.name]: version };
    const { plan } = await prepare(choiceOf(emulation, versions), worldOf(emulation), signal);
    const [warning] = plan.settled.warnings;
    if (warning !== undefined && !(await agreed(warning))) return;
    await emulation.changeVersions(plan, signal);
  });
};

const axisOf = async (emulation: Emulation, side: string, signal: AbortSignal): Promise<Axis> => {
  const { settled } = emulation.plan;
  const scenario = await openScenario(choiceOf(emulation, namesOf(emulation)));
  const [name] = axesOfSide(scenario.tree, side, settled.swapped, Object.keys(settled.versions));
  const axes = await resolveAxes(scenario, worldOf(emulation), signal);
  const axis = axes.find((one) => one.name === name);
  if (axis !== undefined) return axis;
  throw inputFailure("no-axis", `The source of ${side} comes from no axis`, {
    hint: 'Let its `source` name an axis, such as { "git": "${release}" }.',
  });
};

const askVersion = async (side: string, axis: Axis, emulation: Emulation): Promise<string | undefined> => {
  const now = emulation.plan.settled.versions[axis.name]?.name;
  const workspace = axis.default === "workspace" || now === "workspace" ? [{ name: "workspace" }] : [];
  const items = [...workspace, ...[...axis.releases].reverse()].map((release) => ({
    label: release.name,
    description: [
      release.name === now ? "now" : undefined,
      "date" in release ? release.date?.slice(0, 10) : undefined,
    ]
      .filter(Boolean)
      .join(" · "),
  }));
  const title = `${side}: which ${axis.name}?`;
  const placeHolder = `The other services keep running; ${side} is ${now ?? "unknown"} now`;
  const picked = await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  return picked === undefined || picked.label === now ? undefined : picked.label;
};

const agreed = async (warning: string): Promise<boolean> =>
  (await window.showWarningMessage(warning, { modal: true }, "Change Anyway")) !== undefined;

const namesOf = ({ plan }: Emulation): Record<string, string> =>
  Object.fromEntries(Object.entries(plan.settled.versions).map(([axis, { name }]) => [axis, name]));

const choiceOf = ({ plan: { settled } }: Emulation, versions: Readonly<Record<string, string>>) => ({
  folder: settled.folder,
  scenario: settled.name,
  versions,
  swap: settled.swapped,
});

const worldOf = ({ plan: { settled } }: Emulation) => versionsWorld(settled.folder, process.env);

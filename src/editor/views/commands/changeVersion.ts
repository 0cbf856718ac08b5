import { window } from "vscode";
import type { Emulation } from "../../../emulation/emulation";
import { openScenario, resolveAxes } from "../../../emulation/prepare";
import { stateFolder } from "../../../emulation/stateFolder";
import type { Scenario } from "../../../scenario/parse";
import { inputFailure } from "../../../util/problem";
import type { Axis } from "../../../versions/types";
import type { Editor } from "../../context";
import { ReleasePicker } from "../../emulate/picker/releasePicker";
import { pickerState } from "../../emulate/picker/state";
import { attempt } from "../attempt";
import { axesOfSide } from "../scenario/axesOfSide";
import { theSubject } from "../subjects";
import { choiceOf, goOverTo, worldOf } from "./goOver";
import { runningOf } from "./services";

/**
 * Another version of one side, while what it does not concern keeps running. The version it has is an answer too:
 * what failed on the way to it is tried again.
 */
export const changeVersion = async (editor: Editor, argument: unknown): Promise<void> => {
  const subject = await theSubject(argument, "side", editor, "Another version of which side?");
  const emulation = subject && (await runningOf(editor, subject));
  if (subject === undefined || emulation === undefined) return;
  const { side } = subject;
  const known = await attempt(editor, "Reading releases", (signal) => readAxes(emulation, side, signal));
  const axis = known && (await askAxis(side, known.axes));
  if (known === undefined || axis === undefined) return;
  const version = await askVersion(emulation, { side, axis, scenario: known.scenario });
  if (version === undefined) return;
  const choice = choiceOf(emulation);
  const versions = { ...choice.versions, [axis.name]: version };
  await attempt(editor, `Changing ${side} to ${version}`, (signal) =>
    goOverTo(emulation, { ...choice, versions }, "Change Anyway", signal),
  );
};

interface Known {
  readonly scenario: Scenario;
  /** Those that the source of the side names. */
  readonly axes: readonly Axis[];
}

const readAxes = async (emulation: Emulation, side: string, signal: AbortSignal): Promise<Known> => {
  const { settled } = emulation.plan;
  const scenario = await openScenario(choiceOf(emulation));
  const names = axesOfSide(scenario.tree, side, settled.swapped, Object.keys(settled.versions));
  const all = await resolveAxes(scenario, worldOf(emulation), signal);
  const axes = all.filter(({ name }) => names.includes(name));
  if (axes.length > 0) return { scenario, axes };
  throw inputFailure("no-axis", `The source of ${side} comes from no axis`, {
    hint: 'Let its `source` name an axis, such as { "git": "${release}" }.',
  });
};

const askAxis = async (side: string, axes: readonly Axis[]): Promise<Axis | undefined> => {
  if (axes.length < 2) return axes[0];
  const items = axes.map((axis) => ({ label: axis.name, axis }));
  return (await window.showQuickPick(items, { title: `${side}: change which of its versions?` }))?.axis;
};

interface Question {
  readonly side: string;
  readonly axis: Axis;
  readonly scenario: Scenario;
}

const askVersion = async (
  { plan: { settled } }: Emulation,
  { side, axis, scenario }: Question,
): Promise<string | undefined> => {
  const { [axis.name]: now, ...others } = settled.versions;
  const state = await pickerState(
    { folder: settled.folder, scenario, axis, others, last: now?.name, running: true },
    stateFolder(process.env),
  );
  const title = `${side}: which ${axis.name}?`;
  const wish = { swap: settled.swapped, noDebug: false };
  const picker = new ReleasePicker({ title, step: 1, canSwap: false, onlyVersions: true, wish });
  const placeholder = `The other services keep running; ${side} is ${now?.name ?? "unknown"} now`;
  picker.fill({ state, title: () => title, steps: 1, placeholder });
  const picked = await picker.picked();
  return picked?.kind === "version" ? picked.version : undefined;
};

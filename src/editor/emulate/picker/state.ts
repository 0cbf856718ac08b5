import { knownBuilds } from "../../../emulation/knownBuilds";
import { listRecords } from "../../../emulation/record";
import type { StateFolder } from "../../../emulation/stateFolder";
import { outlooks } from "../../../scenario/outlook";
import type { Scenario } from "../../../scenario/parse";
import type { Axis, Version } from "../../../versions/types";
import { pastRuns } from "./past";
import { readiness } from "./readiness";
import type { PickerState } from "./rows";

export interface Question {
  readonly folder: string;
  readonly scenario: Scenario;
  readonly axis: Axis;
  /** What the other axes have, or will have unless they are asked next. */
  readonly others: Readonly<Record<string, Version>>;
  readonly last: string | undefined;
  /** It is what runs now. */
  readonly running?: boolean;
}

/** What the list shows, by whether the sides change places. */
export const pickerState = async (
  question: Question,
  state: StateFolder,
): Promise<(swap: boolean) => PickerState> => {
  const { folder, scenario, axis, others, last, running = false } = question;
  const names = Object.fromEntries(Object.entries(others).map(([name, version]) => [name, version.name]));
  const records = await listRecords(state);
  const builds = await knownBuilds(records, folder, scenario.name);
  const pair = { folder, scenario: scenario.name, axis: axis.name, others: names };
  const common = { axis, last, running, readiness: readiness(builds), now: Date.now() };
  return (swap) => {
    const look = outlooks(scenario, swap);
    const past = pastRuns(records, { ...pair, swap });
    return { ...common, past, outlook: (version) => look({ ...others, [axis.name]: version }) };
  };
};

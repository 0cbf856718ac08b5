import { listRecords } from "../../../emulation/record";
import type { StateFolder } from "../../../emulation/stateFolder";
import { readRecord } from "../../../environments/store/record";
import { outlooks } from "../../../scenario/outlook";
import type { Scenario } from "../../../scenario/parse";
import type { Axis, Version } from "../../../versions/types";
import type { Editor } from "../../context";
import { builtName, builtSides } from "../remembered";
import { pastRuns } from "./past";
import { type KnownBuild, readiness } from "./readiness";
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
  memory: Editor["extension"],
): Promise<(swap: boolean) => PickerState> => {
  const { folder, scenario, axis, others, last, running = false } = question;
  const names = Object.fromEntries(Object.entries(others).map(([name, version]) => [name, version.name]));
  const [records, builds] = await Promise.all([
    listRecords(state),
    knownBuilds(builtSides(memory), folder, scenario.name),
  ]);
  const common = {
    axis,
    last,
    running,
    past: pastRuns(records, { folder, scenario: scenario.name, axis: axis.name, others: names }),
    readiness: readiness(builds),
    now: Date.now(),
  };
  return (swap) => {
    const look = outlooks(scenario, swap);
    return { ...common, outlook: (version) => look({ ...others, [axis.name]: version }) };
  };
};

const knownBuilds = async (
  built: Readonly<Record<string, string>>,
  folder: string,
  scenario: string,
): Promise<readonly KnownBuild[]> => {
  const start = builtName(folder, scenario, "", "").slice(0, -1);
  const own = Object.entries(built).filter(([name]) => name.startsWith(start));
  return await Promise.all(
    own.map(async ([name, dir]) => {
      const [side = "", version = ""] = name.slice(start.length).split("\0");
      const record = dir === "" ? undefined : await readRecord(dir);
      return { side, version, there: dir === "" || record !== undefined, seconds: record?.seconds };
    }),
  );
};

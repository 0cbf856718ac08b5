import type { EmulationRecord } from "../../../emulation/record";

/** `dagster 0.14.17`. The workspace as it is stands in nearly all of them, and tells nothing. */
export const titleOfRecord = ({
  scenario,
  versions,
}: Pick<EmulationRecord, "scenario" | "versions">): string =>
  [scenario, ...Object.values(versions).filter((version) => version !== "workspace")].join(" ");

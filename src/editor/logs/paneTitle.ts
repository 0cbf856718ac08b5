import type { LogTarget } from "../../contract/logTarget";
import type { EmulationRecord } from "../../emulation/record";

/** `tiny 1.2.0 — all services`, `tiny 1.2.0 — webserver`. */
export const titleOf = (
  { emulation, services }: LogTarget,
  record: Pick<EmulationRecord, "scenario" | "versions"> | undefined,
): string => {
  const versions = Object.values(record?.versions ?? {}).filter((version) => version !== "workspace");
  const name = record === undefined ? `emulation ${emulation}` : [record.scenario, ...versions].join(" ");
  return `${name} — ${services?.join(", ") ?? "all services"}`;
};

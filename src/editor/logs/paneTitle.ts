import type { LogTarget } from "../../contract/logTarget";
import type { EmulationRecord } from "../../emulation/record";

/** `tiny 1.2.0 — all services`, `tiny 1.2.0 — webserver`. */
export const titleOf = (
  target: LogTarget,
  record: Pick<EmulationRecord, "scenario" | "versions"> | undefined,
): string => {
  if ("store" in target) return target.title;
  const { emulation, services } = target;
  const versions = Object.values(record?.versions ?? {}).filter((version) => version !== "workspace");
  const name = record === undefined ? `emulation ${emulation}` : [record.scenario, ...versions].join(" ");
  return `${name} — ${services?.join(", ") ?? "all services"}`;
};

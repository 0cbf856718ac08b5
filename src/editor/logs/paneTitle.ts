import type { LogTarget } from "../../contract/logTarget";
import type { LoggedEmulation } from "./sidesOfLog";

/** `tiny 1.2.0 — all services`, `tiny 1.2.0 — webserver`. */
export const titleOf = (
  { emulation, services }: LogTarget,
  { record }: Pick<LoggedEmulation, "record">,
): string => {
  const versions = Object.values(record?.versions ?? {}).filter((version) => version !== "workspace");
  const name = record === undefined ? `emulation ${emulation}` : [record.scenario, ...versions].join(" ");
  return `${name} — ${services?.join(", ") ?? "all services"}`;
};

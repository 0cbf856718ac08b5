import { isRecord } from "../util/json";
import type { ProcessRow } from "./processRow";

/** Windows: one CIM query answers for one process or for all; dates as ticks, which no locale touches. */
export const cimScript = (pid?: number): string =>
  `@(Get-CimInstance Win32_Process${pid === undefined ? "" : ` -Filter 'ProcessId=${pid}'`} | ` +
  "Select-Object ProcessId,ParentProcessId,CommandLine,@{n='Ticks';e={[string]$_.CreationDate.ToUniversalTime().Ticks}}) | " +
  "ConvertTo-Json -Compress";

export interface CimRow extends ProcessRow {
  readonly command: string | undefined;
  readonly ageSeconds: number | undefined;
}

export const parseCim = (text: string, now = Date.now()): CimRow[] => {
  if (text.trim() === "") return [];
  const parsed: unknown = JSON.parse(text);
  const list: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  return list.map((entry) => parseCimRow(entry, now)).filter((row) => row !== undefined);
};

const parseCimRow = (entry: unknown, now: number): CimRow | undefined => {
  if (!isRecord(entry)) return undefined;
  const { ProcessId: pid, ParentProcessId: parent, CommandLine: command, Ticks: ticks } = entry;
  if (typeof pid !== "number" || typeof ticks !== "string" || ticks === "") return undefined;
  return {
    pid,
    startedAt: ticks,
    parent: typeof parent === "number" ? parent : 0,
    group: 0,
    session: 0,
    state: "running",
    command: typeof command === "string" ? command : undefined,
    ageSeconds: Math.max(0, Math.round((now - ticksToMs(ticks)) / 1000)),
  };
};

/** .NET counts tenths of microseconds since the year 1. */
const ticksToMs = (ticks: string): number => Number(BigInt(ticks) / 10_000n) - 62_135_596_800_000;

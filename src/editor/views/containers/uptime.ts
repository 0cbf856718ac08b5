import { duration } from "../../../util/text";

/** What an engine says of a container's time: `Up 5 minutes (healthy)`, `Exited (0) About an hour ago`. */
export const secondsIn = (status: string): number | undefined => {
  const match = /(Less than a|About an?|\d+) (second|minute|hour|day|week|month|year)s?/.exec(status);
  const unit = match === null ? undefined : secondsOf[match[2] ?? ""];
  if (match === null || unit === undefined) return undefined;
  const count = Number(match[1]);
  return Number.isNaN(count) ? unit : count * unit;
};

const secondsOf: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  year: 31_536_000,
};

/** The same some time after the engine said it, as it is not asked again while nothing happens. */
export const ageText = (status: string, passedMs: number): string | undefined => {
  const seconds = secondsIn(status);
  if (seconds === undefined) return undefined;
  const total = seconds * 1000 + Math.max(0, passedMs);
  if (total < 60_000) return duration(Math.max(1000, Math.round(total / 1000) * 1000)).replace(".0", "");
  if (total < 3_600_000) return `${Math.floor(total / 60_000)} min`;
  if (total < 2 * 86_400_000) return `${Math.floor(total / 3_600_000)} h`;
  return `${Math.floor(total / 86_400_000)} days`;
};

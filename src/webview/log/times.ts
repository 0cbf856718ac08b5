/** `10:41:07.120`, as the person's clock showed it. */
export const clockText = (time: number): string => {
  const date = new Date(time);
  const whole = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");
  return `${whole}.${String(date.getMilliseconds()).padStart(3, "0")}`;
};

/** `Fri 20 Nov 2026, 10:41:07.120`. */
export const momentText = (time: number): string => `${new Date(time).toDateString()}, ${clockText(time)}`;

const two = (value: number): string => String(value).padStart(2, "0");

/** Silence that says something. */
const gapMs = 1_000;

/** `1.9 s`, `2m 5s`; undefined where lines followed each other. */
export const gapText = (before: number, after: number): string | undefined => {
  const ms = after - before;
  if (ms < gapMs) return undefined;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)}m ${seconds % 60}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
  return `${Math.floor(minutes / 1440)}d ${Math.floor((minutes % 1440) / 60)}h`;
};

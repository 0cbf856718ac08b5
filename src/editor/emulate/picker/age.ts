const day = 86_400_000;

/** `today`, `yesterday`, `3 days ago`, else the date; by calendar days of the person's own time zone. */
export const when = (time: number, now: number): string => {
  const days = Math.round((startOfDay(now) - startOfDay(time)) / day);
  if (days <= 0) return "today";
  if (days === 1) return "yesterday";
  return days < 7 ? `${days} days ago` : new Date(time).toISOString().slice(0, 10);
};

const startOfDay = (time: number): number => new Date(time).setHours(0, 0, 0, 0);

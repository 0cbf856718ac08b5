/** `10:41` today, `19 Nov 10:41` before. */
export const timeText = (time: number, now: number): string => {
  const date = new Date(time);
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
  const isToday = date.toDateString() === new Date(now).toDateString();
  return isToday ? clock : `${date.getDate()} ${months[date.getMonth()]} ${clock}`;
};

const two = (value: number): string => String(value).padStart(2, "0");

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** A line like those of a web service, 110 bytes; the same number makes the same line. */
export const lineAt = (number: number): string => {
  const random = Math.imul(number ^ 0x9e37_79b9, 0x85eb_ca6b) >>> 0;
  const time = new Date(started + number * 4).toISOString().replace("T", " ").replace(".", ",").slice(0, 23);
  const level = levels[random % levels.length];
  const id = random.toString(16).padStart(8, "0");
  const path = `/api/v1/${words[random % words.length]}/${number}`;
  return `${time} ${level} worker-${random % 16}: request ${id} of client-${random % 977} took ${random % 900} ms path=${path} ok`;
};

export const started = Date.UTC(2026, 10, 20, 8);

const levels = ["DEBUG", "INFO", "INFO", "INFO", "INFO", "INFO", "WARNING", "ERROR"];
const words = ["jobs", "runs", "assets", "schedules", "sensors", "repositories", "locations", "instances"];

/** By what they ask of a search. */
export const regexes: Readonly<Record<string, string>> = {
  literal: "worker-7: request dead",
  rare: "sensors/99999\\d",
  classes: "[A-Z]{4,7} [a-z]+-1?\\d: [a-z]+ [0-9a-f]{6}[0-3][af] ",
  alternation: "ERROR|refused|timed out|Traceback",
  "4 M hits": "-\\d+",
};

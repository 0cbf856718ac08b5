import { plain } from "../plain";

/** What differs between any two runs gives way to its name, so that two logs differ only where they say something else. */
export const maskLine = (text: string, places: readonly string[] = []): string => {
  let masked = plain(text);
  for (const place of places) masked = masked.replaceAll(place, "<dir>");
  for (const [pattern, name] of masks) masked = masked.replace(pattern, name);
  return masked.trimEnd();
};

const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const clock = "\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?: ?(?:Z|UTC|GMT|[+-]\\d\\d:?\\d\\d)\\b)?";

/** From what is sure to what is likely. Numbers of three digits stay: they may be a status. */
const masks: readonly (readonly [RegExp, string])[] = [
  [/\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi, "<uuid>"],
  [
    new RegExp(`\\b(?:\\d{4}[-/.]\\d\\d[-/.]\\d\\d[T ]|\\d\\d[/ -]${month}[/ -]\\d{4}[: ])?${clock}`, "g"),
    "<time>",
  ],
  [
    new RegExp(
      `\\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:${month} {1,2}\\d{1,2}|\\d{1,2} ${month}) (?:\\d{4} )?<time>(?: \\d{4}\\b)?`,
      "g",
    ),
    "<time>",
  ],
  [/^([IWEF])\d{4} <time> +\d+/, "$1<time>"],
  [/\b\d{4}-\d\d-\d\d\b/g, "<date>"],
  [/\b0x[\da-f]+\b/gi, "<hex>"],
  [/(?<![\w.])\d+(?:\.\d+)? ?(?:ns|us|µs|ms|s|sec|secs|seconds?|minutes?|m)\b/g, "<duration>"],
  [/\b(pid|process|thread|tid|port)([ =:#]+)\d+\b/gi, "$1$2<number>"],
  [/(?<=\blocalhost|\b\d{1,3}(?:\.\d{1,3}){3}|\[::1?\]|\*):\d{2,5}\b/g, ":<port>"],
  [/\b(?=[\da-f]*\d)(?=[\da-f]*[a-f])[\da-f]{7,}\b/gi, "<hex>"],
  [/(?<![\w.])\d{4,}(?:\.\d+)?(?![\w.]*\.\d)\b/g, "<number>"],
];

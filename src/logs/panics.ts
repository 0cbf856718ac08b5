import type { Frame, Stack } from "./stack";

/** Go: the message, then each goroutine's frames, of which the first one's count. */
export const readGoPanic = (lines: readonly string[], at: number): Stack | undefined => {
  const found = /^(?:.*\bhttp: )?((?:panic(?: serving [^ ]+)?|fatal error): .+)/.exec(lines[at] ?? "");
  if (!found?.[1]) return undefined;
  const start = lines.slice(at, at + 12).findIndex((line) => /^goroutine \d+ \[/.test(line));
  if (start === -1) return undefined;
  const frames: Frame[] = [];
  let end = at + start + 1;
  for (; (lines[end] ?? "").trim() !== ""; end++) {
    const place = /^\t(.+\.\w+):(\d+)(?: \+0x[\da-f]+)?$/.exec(lines[end] ?? "");
    if (place?.[1]) frames.push({ file: place[1], line: Number(place[2]) });
  }
  return { thrown: [{ text: found[1], frames }], end: afterGoroutines(lines, end) };
};

const afterGoroutines = (lines: readonly string[], from: number): number => {
  let end = from;
  while (lines[end] === "" && /^goroutine \d+ \[/.test(lines[end + 1] ?? "")) {
    end += 1;
    while ((lines[end] ?? "").trim() !== "") end += 1;
  }
  return end;
};

/** Rust: since 1.73 the message has a line of its own, before it stood in quotes. */
export const readRustPanic = (lines: readonly string[], at: number): Stack | undefined => {
  const found = /^(thread '.*' )(?:\(\d+\) )?panicked at (?:'(.*)', )?(\S+?):(\d+):\d+:?$/.exec(
    lines[at] ?? "",
  );
  if (!found?.[3]) return undefined;
  const message = found[2] ?? lines[at + 1]?.trim() ?? "";
  const frames = [{ file: found[3], line: Number(found[4]) }];
  let end = at + (found[2] === undefined ? 2 : 1);
  while (/^(?:stack backtrace:|note: |\s+\d+: |\s+at )/.test(lines[end] ?? "")) end += 1;
  return { thrown: [{ text: `${found[1]}panicked: ${message}`, frames }], end };
};

/** C and C++: what the runtime says before it aborts. */
export const readNativeAbort = (lines: readonly string[], at: number): Stack | undefined => {
  const line = lines[at] ?? "";
  const thrown =
    /^terminate called (?:after throwing an instance of '(.+)'|without an active exception)/.exec(line);
  if (thrown !== null) {
    const what = /^\s+what\(\): +(.*)/.exec(lines[at + 1] ?? "")?.[1];
    const text = what === undefined ? line : `${thrown[1]}: ${what}`;
    return { thrown: [{ text, frames: [] }], end: at + (what === undefined ? 1 : 2) };
  }
  const asserted = /^(?:[^\s:]+: )?([^\s:]+\.\w+):(\d+): .*Assertion [`'].*' failed\.?$/.exec(line);
  if (!asserted?.[1]) return undefined;
  const frames = [{ file: asserted[1], line: Number(asserted[2]) }];
  return { thrown: [{ text: line.trim(), frames }], end: at + 1 };
};

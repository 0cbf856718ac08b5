export type Level = "fatal" | "error" | "warning" | "quiet";

/** What a logger wrote, without what it puts before each message. */
export interface Entry {
  readonly level: Level;
  readonly message: string;
  /** A stack that a structured line carries in a field of its own. */
  readonly stack?: string;
}

/** A record that tells of no failure, whatever words it uses. */
export const isCalm = (level: Level): boolean => level === "quiet" || level === "warning";

/** Also one letter (klog) and numbers (pino, bunyan). */
export const levelNamed = (name: string): Level | undefined => levels[name.toLowerCase()];

const named = (level: Level, names: string): [string, Level][] =>
  names.split(" ").map((name) => [name, level]);

const levels: Readonly<Record<string, Level>> = Object.fromEntries([
  ...named("fatal", "fatal fata ftl critical crit emerg emergency alert panic pani severe f 60"),
  ...named("error", "error erro err fail e 50"),
  ...named("warning", "warning warn wrn w 40"),
  ...named(
    "quiet",
    "notice information info inf log statement detail hint debug debu dbg trace verbose i d 10 20 30",
  ),
]);

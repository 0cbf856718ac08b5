/** Whether one of the editor's exclude patterns (`files.exclude`) hides a path below a root. */
export const hides = (patterns: Readonly<Record<string, unknown>>): ((path: string) => boolean) => {
  const regexes = Object.entries(patterns).flatMap(([pattern, on]) =>
    on === true ? [regexOf(pattern)] : [],
  );
  return (path) => regexes.some((regex) => regex.test(path));
};

/** `**` spans folders, `*` and `?` stay within one, `{a,b}` is either. */
const regexOf = (glob: string): RegExp => {
  const body = glob.replaceAll(/\*\*\/|\*\*|\*|\?|\{[^}]*\}|[.+^$()|[\]\\]/g, (part) => {
    if (part === "**/") return "(?:.*/)?";
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    if (part === "?") return "[^/]";
    return part.startsWith("{") ? `(?:${part.slice(1, -1).split(",").map(escaped).join("|")})` : `\\${part}`;
  });
  return new RegExp(`^${body}$`);
};

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

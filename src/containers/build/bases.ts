/** The images that a Dockerfile builds upon, as far as its text and the arguments tell. */
export const basesOf = (dockerfile: string, args: Readonly<Record<string, string>>): string[] => {
  const known = new Map<string, string>();
  const stages = new Set<string>();
  const bases = new Set<string>();
  for (const line of joined(dockerfile)) {
    const [, name = "", given = ""] = /^ARG\s+(\w+)(?:=["']?([^"'\s]*))?/i.exec(line) ?? [];
    if (name !== "") known.set(name, args[name] ?? given);
    const [, base = "", stage] = /^FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(line) ?? [];
    const copied = /^COPY\s+(?:--\S+\s+)*?--from=(\S+)/i.exec(line)?.[1] ?? "";
    for (const one of [base, copied].map((text) => filled(text, known)))
      if (one !== "" && one !== "scratch" && !/^\d+$/.test(one) && !stages.has(one.toLowerCase()))
        bases.add(one);
    if (stage !== undefined) stages.add(stage.toLowerCase());
  }
  return [...bases];
};

const joined = (text: string): string[] =>
  text
    .replace(/^\s*#.*$/gm, "")
    .replaceAll(/\\\r?\n\s*/g, " ")
    .split(/\r?\n/)
    .map((line) => line.trim());

const filled = (text: string, known: ReadonlyMap<string, string>): string =>
  text.replaceAll(
    /\$(?:(\w+)|\{(\w+)(?::-([^}]*))?\})/g,
    (_, plain: string | undefined, braced: string | undefined, fallback: string | undefined) =>
      known.get(plain ?? braced ?? "") || fallback || "",
  );

/** The name that was probably meant, or undefined where nothing is near. */
export const nearest = (name: string, known: Iterable<string>): string | undefined =>
  nearestFew(name, known, 1)[0];

export const nearestFew = (name: string, known: Iterable<string>, count: number): string[] =>
  [...known]
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(
      ({ candidate, distance }) =>
        distance <= Math.max(2, Math.ceil(Math.max(name.length, candidate.length) / 2)),
    )
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ candidate }) => candidate);

export const editDistance = (a: string, b: string): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const swap = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(swap, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
};

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** `0.4 s`, `41 s`, `2m 5s`, `3h 4m`. */
export const duration = (ms: number): string => {
  const tenths = Math.round(ms / 100);
  if (tenths < 100) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${seconds % 60}s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
};

export const bytes = (count: number): string => {
  const units = ["B", "KB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log(Math.max(count, 1)) / Math.log(1000)));
  return `${(count / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
};

/** `512m`, `2g` or `1.5 GB` as bytes, in powers of 1024 as engines read it; undefined where it is none of these. */
export const parseMemory = (text: string): number | undefined => {
  const match = /^(\d+(?:\.\d+)?)\s*([bkmg])?(?:i?b)?$/i.exec(text.trim());
  if (!match) return undefined;
  const power = "bkmg".indexOf((match[2] ?? "b").toLowerCase());
  return Math.round(Number(match[1]) * 1024 ** power);
};

/** As one would type it in a shell. */
export const shellQuote = (argv: readonly string[]): string =>
  argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(" ");

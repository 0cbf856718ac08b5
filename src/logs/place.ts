import type { Frame } from "./stack";
import type { SideInfo } from "./types";

export interface Place {
  readonly file: string;
  readonly line: number;
  /** In a side's own code. */
  readonly own: boolean;
}

/** Where it happened: the innermost frame of the side's own code, else another side's, else the nearest to it. */
export const placeOf = (
  frames: readonly Frame[],
  side: string,
  sides: readonly SideInfo[],
): Place | undefined => {
  const dirs = [...sides].sort((a, b) => Number(b.name === side) - Number(a.name === side));
  for (const { dir, name, base } of dirs) {
    for (const { file, line } of frames) {
      const own = below(dir, file);
      if (own === undefined) continue;
      // A bare path would be taken for the speaker's own.
      if (name !== side) return { file, line, own: true };
      return { file: base === undefined ? own : `${base}/${own}`, line, own: true };
    }
  }
  const named = frames.filter(({ file }) => !/^<|^node:|^\[/.test(file));
  const relative = named.find(({ file }) => !isAbsolute(file) && !isLibrary(file));
  if (relative !== undefined) return { file: slashes(relative.file), line: relative.line, own: true };
  const nearest = named.find(({ file }) => !isLibrary(file)) ?? named[0];
  return nearest && { file: nearest.file, line: nearest.line, own: false };
};

/** The way from a side's folder to its own file; installed packages in it are not its own. */
const below = (dir: string, file: string): string | undefined => {
  const [folder, path] = [`${slashes(dir).replace(/\/+$/, "")}/`, slashes(file)];
  const inside = /^[a-z]:/i.test(folder)
    ? path.toLowerCase().startsWith(folder.toLowerCase())
    : path.startsWith(folder);
  const way = path.slice(folder.length);
  return inside && way !== "" && !isLibrary(`/${way}`) && !/(?:^|\/)\.\.(?:\/|$)/.test(way) ? way : undefined;
};

const slashes = (path: string): string => path.replaceAll("\\", "/");

const isAbsolute = (file: string): boolean => /^(?:[a-z]:)?[\\/]/i.test(file);

const isLibrary = (file: string): boolean =>
  /[\\/](?:site-packages|dist-packages|node_modules|lib[\\/]python\d|Python\d+[\\/]lib|go[\\/]pkg[\\/]mod|usr[\\/]local[\\/]go[\\/]src|rustc|\.cargo)(?:[\\/.]|$)/i.test(
    file,
  );

import { relative, sep } from "node:path";
import { pathInside } from "../../util/files";

/** A side whose files are there. */
export interface SideFolder {
  readonly emulation: string;
  readonly side: string;
  /** `userCode 1.2.0`. */
  readonly label: string;
  readonly dir: string;
}

export interface Counterparts {
  readonly own: SideFolder;
  /** Below the folder of either side. */
  readonly path: string;
  readonly others: readonly SideFolder[];
}

/** Which side a file belongs to, and which others may have it too; undefined for a file of no side. */
export const counterparts = (file: string, sides: readonly SideFolder[]): Counterparts | undefined => {
  const own = sideOf(file, sides);
  if (own === undefined) return undefined;
  const others = sides.filter(({ emulation, dir }) => emulation === own.emulation && dir !== own.dir);
  return { own, path: relative(own.dir, file).split(sep).join("/"), others };
};

/** The innermost, for a tree may lie within a workspace. */
export const sideOf = (file: string, sides: readonly SideFolder[]): SideFolder | undefined =>
  sides
    .filter(({ dir }) => pathInside(dir, file))
    .reduce<SideFolder | undefined>(
      (best, one) => (best === undefined || one.dir.length > best.dir.length ? one : best),
      undefined,
    );

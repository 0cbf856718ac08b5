import { readFileSync, realpathSync, statSync } from "node:fs";
import { errorCode } from "../../util/files";

/** What path mapping asks of the disk: seldom, and kept, so it may be synchronous and keeps messages in order. */
export interface Files {
  /** Without links and in the case that the disk has; undefined where there is no such file. */
  real(path: string): string | undefined;
  same(one: string, other: string): boolean;
}

const absent = new Set(["ENOENT", "ENOTDIR", "EACCES", "EPERM", "ELOOP", "EINVAL", "ENAMETOOLONG"]);

const ifThere = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (absent.has(errorCode(error) ?? "")) return undefined;
    throw error;
  }
};

export const diskFiles: Files = {
  real: (path) => ifThere(() => realpathSync.native(path)),
  same: (one, other) =>
    ifThere(() => {
      const [a, b] = [statSync(one), statSync(other)];
      return a.isFile() && b.isFile() && a.size === b.size && readFileSync(one).equals(readFileSync(other));
    }) ?? false,
};

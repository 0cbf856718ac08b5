import { join } from "node:path";
import { readIfThere } from "../../util/files";

/** What .dockerignore says, read as Docker reads it. */
export interface Rules {
  readonly ignores: (path: string) => boolean;
  /** Whether a rule takes back something of an ignored folder. */
  readonly takesBack: boolean;
}

/** A Dockerfile may have rules of its own beside it; they stand for those of the folder. */
export const ignoreRules = async (folder: string, dockerfile: string): Promise<Rules> => {
  const own = await readIfThere(`${dockerfile}.dockerignore`);
  const text = (own ?? (await readIfThere(join(folder, ".dockerignore"))))?.toString("utf8");
  if (text === undefined) return { ignores: () => false, takesBack: false };
  const { default: ignore } = await import("@balena/dockerignore");
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const rules = ignore().add(lines);
  return {
    ignores: (path) => rules.ignores(path),
    takesBack: lines.some((line) => line.trim().startsWith("!")),
  };
};

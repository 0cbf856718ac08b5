import { promises as fs } from "node:fs";
import { join, posix } from "node:path";
import type { Fingerprint } from "./compare";

interface Sought {
  readonly path: string;
  readonly content: Buffer;
}

/** Files below a folder that have the name and the size of one that is sought. */
export const filesLike = async (
  folder: string,
  sought: readonly Sought[],
  signal: AbortSignal,
): Promise<readonly Fingerprint[]> => {
  const sizes = new Map<string, Set<number>>();
  for (const { path, content } of sought) {
    const name = posix.basename(path);
    sizes.set(name, (sizes.get(name) ?? new Set()).add(content.length));
  }
  const found: Fingerprint[] = [];
  for await (const path of filesBelow(folder)) {
    signal.throwIfAborted();
    const wanted = sizes.get(posix.basename(path));
    if (wanted?.has((await fs.stat(path)).size))
      found.push({ path, content: await fs.readFile(path, "latin1") });
  }
  return found;
};

/** What was built or installed is nobody's source. */
const skipped = /^(\.git|\.hg|node_modules|__pycache__|\.venv|venv|site-packages|\.tox)$/;

async function* filesBelow(folder: string): AsyncGenerator<string> {
  for (const entry of await fs.readdir(folder, { withFileTypes: true })) {
    if (entry.isFile()) yield join(folder, entry.name);
    else if (entry.isDirectory() && !skipped.test(entry.name)) yield* filesBelow(join(folder, entry.name));
  }
}

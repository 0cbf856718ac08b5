import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ContextEntry } from "./context";

/** A tar of the entries, owned by root and without times: the builder's cache knows neither. */
export const packContext = async (
  entries: readonly ContextEntry[],
  signal: AbortSignal,
): Promise<Readable> => {
  const { pack } = await import("tar-stream");
  const tar = pack();
  const write = async (): Promise<void> => {
    for (const entry of entries) {
      signal.throwIfAborted();
      await writeEntry(tar, entry);
    }
    tar.finalize();
  };
  write().catch((error: unknown) => tar.destroy(error instanceof Error ? error : new Error(String(error))));
  return tar;
};

type Tar = ReturnType<typeof import("tar-stream")["pack"]>;

const writeEntry = (tar: Tar, { path, kind, mode, size, target, file }: ContextEntry): Promise<void> =>
  new Promise((resolve, reject) => {
    const settle = (error?: Error | null): void => (error ? reject(error) : resolve());
    const common = { name: path, mode, mtime: new Date(0), uid: 0, gid: 0 };
    if (kind === "folder") tar.entry({ ...common, type: "directory" }, settle);
    else if (kind === "link") tar.entry({ ...common, type: "symlink", linkname: target ?? "" }, settle);
    else {
      const into = tar.entry({ ...common, type: "file", size }, settle);
      pipeline(createReadStream(file), into).catch(reject);
    }
  });

import { watch } from "node:fs";
import { join } from "node:path";
import { type Disposable, disposable } from "../util/disposable";

/** What is needed of a watcher of the system's. */
export interface Watcher {
  close(): void;
  on(event: "error", listener: (error: unknown) => void): unknown;
}

export type Watch = (
  folder: string,
  options: { readonly recursive: true },
  heard: (event: string, file: string | null) => void,
) => Watcher;

export interface Watching {
  readonly changed: (file: string) => void;
  /** Told where the system can't watch, or no longer: it has too many watchers, or the folder went away. */
  readonly troubled: (error: unknown) => void;
}

/** Tells of every file that changes in the folder, however deep. */
export const watchFolder = (
  folder: string,
  { changed, troubled }: Watching,
  begin: Watch = watch,
): Disposable => {
  try {
    const watcher = begin(folder, { recursive: true }, (_, file) => {
      if (file !== null) changed(join(folder, file));
    });
    // Unheard, it would end our process.
    watcher.on("error", (error) => {
      watcher.close();
      troubled(error);
    });
    return disposable(() => watcher.close());
  } catch (error) {
    troubled(error);
    return disposable(() => undefined);
  }
};

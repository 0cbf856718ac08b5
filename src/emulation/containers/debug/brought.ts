import { basename, posix } from "node:path";
import type { Mount } from "../../../services/container/types";

/** Folders of this machine that a debugger needs in a container: read-only, in a place that no image has. */
export class Brought {
  readonly #folders = new Map<string, string>();

  bring = (folder: string): string => {
    const at = posix.join("/.backcompat", basename(folder));
    this.#folders.set(folder, at);
    return at;
  };

  get mounts(): Mount[] {
    return [...this.#folders].map(([path, at]) => ({ kind: "folder", path, at, readonly: true }));
  }
}

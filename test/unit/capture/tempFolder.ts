import { promises as fs } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";

/** A folder of its own for each test, gone with it. */
export const tempFolder = (): { readonly path: string } => {
  let path = "";
  beforeEach(async () => {
    path = await fs.mkdtemp(join(tmpdir(), "capture-"));
  });
  afterEach(() => fs.rm(path, { recursive: true, force: true }));
  return {
    get path() {
      return path;
    },
  };
};

import { createWriteStream, promises as fs } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { pathInside } from "../util/files";
import { machineFailure } from "../util/problem";
import type { Engine } from "./engine";
import { refusal } from "./failure";
import { short } from "./operations";
import { requestStream } from "./request";

/** Copies a file or a folder of a container, running or not, into a folder here; gives back where it lies now. */
export const copyOut = async (
  engine: Engine,
  id: string,
  path: string,
  folder: string,
  signal?: AbortSignal,
): Promise<string> => {
  const { extract } = await import("tar-stream");
  await fs.mkdir(folder, { recursive: true });
  try {
    const source = await requestStream(engine.docker, {
      path: `/containers/${encodeURIComponent(id)}/archive`,
      query: { path },
      signal,
    });
    const target = extract();
    target.on("entry", (headers, content, next) => {
      place(headers, content, folder).then(() => next(), next);
    });
    await pipeline(source, target);
  } catch (error) {
    throw await refusal(error, engine, `Copying ${path} from container ${short(id)}`);
  }
  return resolve(folder, basename(path));
};

interface Entry {
  readonly name: string;
  readonly type?: string | null;
  readonly mode?: number;
  readonly linkname?: string | null;
}

/** Nothing gets out of the folder, neither by its name nor through a link that came before it. */
const place = async (entry: Entry, content: NodeJS.ReadableStream, folder: string): Promise<void> => {
  const at = await inside(folder, entry.name);
  const mode = (entry.mode ?? 0o600) & 0o777;
  if (entry.type !== "directory") await fs.rm(at, { force: true });
  if (entry.type === "directory") await fs.mkdir(at, { recursive: true, mode: mode | 0o700 });
  else if (entry.type === "file") await pipeline(content, createWriteStream(at, { mode: mode | 0o200 }));
  else if (entry.type === "symlink") await fs.symlink(entry.linkname ?? "", at);
  else if (entry.type === "link") await fs.copyFile(await inside(folder, entry.linkname ?? ""), at);
  content.resume();
};

const inside = async (folder: string, name: string): Promise<string> => {
  const at = resolve(folder, name);
  const parent = dirname(at);
  if (pathInside(folder, at)) {
    if (at !== resolve(folder)) await fs.mkdir(parent, { recursive: true });
    if (at === resolve(folder) || pathInside(await fs.realpath(folder), await fs.realpath(parent))) return at;
  }
  throw machineFailure("copy-outside", `${name} would lie outside of ${folder}`);
};

import { pipeline } from "node:stream/promises";
import type { Engine } from "./engine";
import { refusal, statusOf } from "./failure";
import { short } from "./operations";
import { requestStream } from "./request";

/** A thing in a container's file system, running or not. */
export type InsideEntry =
  | { readonly kind: "file"; readonly mode: number; readonly size: number; readonly start: Buffer }
  | { readonly kind: "folder" }
  | { readonly kind: "link"; readonly to: string };

export interface FileInside {
  /** Relative to the folder that was asked for. */
  readonly path: string;
  readonly content: Buffer;
}

/** The beginning of a file; links are not followed. Undefined where there is nothing. */
export const entryInside = async (
  engine: Engine,
  id: string,
  path: string,
  { limit, signal }: { readonly limit: number; readonly signal?: AbortSignal },
): Promise<InsideEntry | undefined> => {
  let found: InsideEntry | undefined;
  await eachEntry(engine, id, path, signal, async ({ type, mode = 0, size = 0, linkname }, content) => {
    if (type === "directory") found = { kind: "folder" };
    else if (type === "symlink") found = { kind: "link", to: linkname ?? "" };
    else if (type === "file") found = { kind: "file", mode, size, start: await read(content, limit) };
    return false;
  });
  return found;
};

/** Files of a folder that are wanted by their path and size; ends early once there are enough of them. */
export const filesInside = async (
  engine: Engine,
  id: string,
  folder: string,
  { wanted, most, signal }: FilesWanted,
): Promise<readonly FileInside[]> => {
  const found: FileInside[] = [];
  let seen = 0;
  await eachEntry(engine, id, folder, signal, async ({ type, name, size = 0 }, content) => {
    // The archive's names begin with the folder's own.
    const path = name.split("/").slice(1).join("/");
    seen += size;
    if (type === "file" && wanted(path, size)) found.push({ path, content: await read(content, size) });
    else await read(content, 0);
    return found.length < most && seen < mostBytes;
  });
  return found;
};

export interface FilesWanted {
  readonly wanted: (path: string, size: number) => boolean;
  readonly most: number;
  readonly signal?: AbortSignal;
}

/** Whoever mounts a disk into an image shall not wait until we have read it. */
const mostBytes = 64 * 1024 * 1024;

interface Header {
  readonly name: string;
  readonly type?: string | null;
  readonly mode?: number;
  readonly size?: number;
  readonly linkname?: string | null;
}

type Visit = (header: Header, content: NodeJS.ReadableStream) => Promise<boolean>;

/** Until the visitor has enough. */
const eachEntry = async (
  engine: Engine,
  id: string,
  path: string,
  signal: AbortSignal | undefined,
  visit: Visit,
): Promise<void> => {
  const { extract } = await import("tar-stream");
  const enough = new AbortController();
  try {
    const source = await requestStream(engine.docker, {
      path: `/containers/${encodeURIComponent(id)}/archive`,
      query: { path },
      signal,
    });
    const target = extract();
    target.on("entry", (header, content, next) => {
      visit(header, content).then((more) => (more ? next() : enough.abort()), next);
    });
    await pipeline(source, target, { signal: enough.signal });
  } catch (error) {
    if (enough.signal.aborted || statusOf(error) === 404) return;
    throw await refusal(error, engine, `Reading ${path} in container ${short(id)}`);
  }
};

/** What comes after the limit flows by, as the next entry comes only behind it. */
const read = (content: NodeJS.ReadableStream, limit: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let length = 0;
    const done = (): void => resolve(Buffer.concat(pieces).subarray(0, limit));
    content.on("data", (piece: Buffer) => {
      if (length < limit) pieces.push(piece);
      length += piece.length;
      if (length >= limit) done();
    });
    content.on("end", done);
    content.on("error", reject);
  });

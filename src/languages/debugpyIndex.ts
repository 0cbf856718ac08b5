import { createHash } from "node:crypto";
import { promises as fs } from "node:fs";
import { join } from "node:path";
import type { ToolRun } from "../processes/types";
import { isRecord } from "../util/json";
import { machineFailure } from "../util/problem";
import type { HttpAnswer } from "../versions/http/types";
import { askIndex, jsonOf } from "../versions/indexes/ask";
import { pipConfig } from "../versions/indexes/pipConfig";
import type { VersionsWorld } from "../versions/world";
import type { DebuggerWorld } from "./types";

/** Downloads the wheel without native code from the index that pip would ask, and checks it. */
export const wheelFromIndex = async (
  release: string,
  into: string,
  world: DebuggerWorld,
  run: ToolRun,
): Promise<string> => {
  const name = `debugpy-${release}-py2.py3-none-any.whl`;
  const { indexes, caFile, proxy } = await pipConfig({ env: world.env });
  const more = { ...(caFile === undefined ? {} : { caFile }), ...(proxy === undefined ? {} : { proxy }) };
  const signal = run.signal ?? new AbortController().signal;
  const ask = (url: URL, headers: Readonly<Record<string, string>> = {}): Promise<HttpAnswer | undefined> =>
    askIndex({ url, headers, ...more }, asker(world), signal);
  for (const index of indexes) {
    const page = new URL(`${index.replace(/\/+$/, "")}/debugpy/`);
    const answer = await ask(page, { accept });
    const link = answer && linkIn(answer, name, page);
    if (link === undefined) continue;
    const bytes = (await ask(link.url))?.bytes;
    if (bytes !== undefined) return await kept(bytes, link, join(into, name));
  }
  throw machineFailure("no-wheel", `No index of your pip configuration has ${name}`);
};

const accept = "application/vnd.pypi.simple.v1+json, text/html;q=0.1";

interface Link {
  readonly url: URL;
  readonly sha256: string;
}

const kept = async (bytes: Uint8Array, { url, sha256 }: Link, file: string): Promise<string> => {
  if (createHash("sha256").update(bytes).digest("hex") !== sha256)
    throw machineFailure("bad-wheel", `What ${url.host} sent is not the wheel that its index names`);
  await fs.writeFile(file, bytes, { mode: 0o600 });
  return file;
};

/** What has no hash is not taken: it would be run. */
export const linkIn = (
  { contentType, body }: Pick<HttpAnswer, "contentType" | "body">,
  name: string,
  page: URL,
): Link | undefined => {
  const found = /json/.test(contentType) ? inJson(jsonOf(body, "a project page"), name) : inHtml(body, name);
  if (found === undefined) return undefined;
  const url = new URL(found.href, page);
  const sha256 = found.sha256 ?? /sha256=([0-9a-f]{64})/.exec(url.hash)?.[1];
  url.hash = "";
  if (url.host === page.host) {
    url.username = page.username;
    url.password = page.password;
  }
  return sha256 === undefined ? undefined : { url, sha256 };
};

interface Href {
  readonly href: string;
  readonly sha256?: string;
}

const inJson = (page: unknown, name: string): Href | undefined => {
  const files: unknown[] = isRecord(page) && Array.isArray(page["files"]) ? page["files"] : [];
  for (const file of files) {
    if (!isRecord(file) || file["filename"] !== name || typeof file["url"] !== "string") continue;
    const sha256 = isRecord(file["hashes"]) ? file["hashes"]["sha256"] : undefined;
    return { href: file["url"], ...(typeof sha256 === "string" ? { sha256 } : {}) };
  }
  return undefined;
};

const inHtml = (text: string, name: string): Href | undefined => {
  for (const [, attributes = "", label = ""] of text.matchAll(/<a\s([^>]*)>([^<]*)<\/a>/gi)) {
    const href = /(?:^|\s)href\s*=\s*["']([^"']+)["']/i.exec(attributes)?.[1];
    if (label.trim() === name && href !== undefined) return { href: href.replaceAll("&amp;", "&") };
  }
  return undefined;
};

const asker = ({ env, run, get, folder }: DebuggerWorld): VersionsWorld => ({
  env,
  run,
  workspaceFolder: folder,
  cacheDir: folder,
  now: Date.now,
  ...(get === undefined ? {} : { get }),
});

import { promises as fs } from "node:fs";
import { basename, dirname, join } from "node:path";
import { errorCode } from "../util/files";
import { nearest } from "../util/text";
import { readJunit } from "./junit";
import type { TestCase } from "./types";
import { XmlError } from "./xml";

export type Report =
  | { readonly kind: "cases"; readonly cases: readonly TestCase[] }
  | { readonly kind: "bad"; readonly why: string };

/** What lay there before the run; a report that is still the same says nothing about it. */
export type Before = ReadonlyMap<string, string>;

export const reportsBefore = async (path: string): Promise<Before> => {
  const files = await reportFiles(path);
  return new Map(await Promise.all(files.map(async (file) => [file, await stamp(file)] as const)));
};

/** A file, or all `.xml` files of a folder. */
export const readReport = async (path: string, before: Before): Promise<Report> => {
  const files = await reportFiles(path);
  const stamps = await Promise.all(files.map(stamp));
  const fresh = files.filter((file, index) => before.get(file) !== stamps[index]);
  if (fresh.length === 0) return { kind: "bad", why: await missing(path, files) };
  const cases: TestCase[] = [];
  for (const file of fresh) {
    try {
      cases.push(...readJunit(decode(await fs.readFile(file))));
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      return { kind: "bad", why: `the report ${file} can't be read: ${error.message}` };
    }
  }
  return { kind: "cases", cases };
};

const reportFiles = async (path: string): Promise<string[]> => {
  try {
    const names = await fs.readdir(path);
    return names
      .filter((name) => name.endsWith(".xml"))
      .sort()
      .map((name) => join(path, name));
  } catch (error) {
    if (errorCode(error) === "ENOTDIR") return [path];
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
};

const stamp = async (file: string): Promise<string> => {
  const { mtimeMs, size, ino } = await fs.stat(file);
  return `${mtimeMs} ${size} ${ino}`;
};

const missing = async (path: string, files: readonly string[]): Promise<string> => {
  if (files.length > 0) return `the report ${path} is an older one: this run wrote none`;
  const near = nearest(basename(path), await fs.readdir(dirname(path)).catch(() => []));
  return `it wrote no report at ${path}${near === undefined ? "" : `; there is ${near}`}`;
};

/** By its byte order mark, else by what the XML declaration says, else UTF-8. */
const decode = (content: Buffer): string => {
  if (content[0] === 0xff && content[1] === 0xfe) return content.toString("utf16le");
  if (content[0] === 0xfe && content[1] === 0xff) return content.subarray(0).swap16().toString("utf16le");
  const declared = /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(content.toString("latin1", 0, 200))?.[1];
  return /^(iso-8859-1|latin-?1|us-ascii|windows-1252)$/i.test(declared ?? "")
    ? content.toString("latin1")
    : content.toString("utf8");
};

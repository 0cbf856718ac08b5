import { isRecord } from "../../../util/json";
import { parseJson } from "../../../util/parseJson";

/** A project page less what came after a date, as every pip can read it. */
export interface DatedPage {
  readonly html: string;
  /** No file of it says when it was uploaded, so nothing could be left out. */
  readonly undated: boolean;
}

interface Page {
  readonly url: URL;
  readonly contentType: string;
  readonly body: string;
}

interface File {
  readonly name: string;
  readonly href: string;
  readonly uploaded: string | undefined;
  readonly attributes: string;
}

export const datedPage = (pages: readonly Page[], until: string): DatedPage => {
  const files = pages.flatMap((page) =>
    /json/.test(page.contentType) ? filesOfJson(page) : filesOfHtml(page),
  );
  const undated = files.length > 0 && files.every(({ uploaded }) => uploaded === undefined);
  const limit = Date.parse(until);
  const kept = undated
    ? files
    : files.filter(({ uploaded }) => uploaded !== undefined && Date.parse(uploaded) < limit);
  const links = kept.map(
    ({ name, href, attributes }) => `<a href="${escaped(href)}"${attributes}>${escaped(name)}</a><br>`,
  );
  return { html: ["<!DOCTYPE html><html><body>", ...links, "</body></html>", ""].join("\n"), undated };
};

const filesOfJson = ({ url, body }: Page): File[] => {
  const page = parseJson(body);
  const files: unknown[] = isRecord(page) && Array.isArray(page["files"]) ? page["files"] : [];
  return files.filter(isRecord).flatMap((file) => {
    const { filename, url: way, yanked } = file;
    if (typeof filename !== "string" || typeof way !== "string") return [];
    return [
      {
        name: filename,
        href: absolute(way, url) + hashOf(file["hashes"]),
        uploaded: textOf(file["upload-time"]),
        attributes:
          attribute("data-requires-python", textOf(file["requires-python"])) +
          attribute("data-yanked", yanked === true ? "" : textOf(yanked)),
      },
    ];
  });
};

const filesOfHtml = ({ url, body }: Page): File[] =>
  [...body.matchAll(/<a\s([^>]*)>([^<]*)<\/a>/gi)].flatMap(([, attributes = "", label = ""]) => {
    const href = valueIn(attributes, "href");
    if (href === undefined) return [];
    return [
      {
        name: unescaped(label).trim(),
        href: absolute(href, url),
        uploaded: valueIn(attributes, "data-upload-time"),
        attributes:
          attribute("data-requires-python", valueIn(attributes, "data-requires-python")) +
          attribute("data-yanked", valueIn(attributes, "data-yanked")),
      },
    ];
  });

/** Credentials of the index hold for files beside it, and for no other host. */
const absolute = (way: string, base: URL): string => {
  const url = new URL(way, base);
  if (url.host === base.host && base.username !== "" && url.username === "") {
    url.username = base.username;
    url.password = base.password;
  }
  return url.href;
};

const hashOf = (hashes: unknown): string => {
  const sha256 = isRecord(hashes) ? textOf(hashes["sha256"]) : undefined;
  return sha256 === undefined ? "" : `#sha256=${sha256}`;
};

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const attribute = (name: string, value: string | undefined): string =>
  value === undefined ? "" : ` ${name}="${escaped(value)}"`;

const valueIn = (attributes: string, name: string): string | undefined => {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "i").exec(attributes);
  return match ? unescaped(match[1] ?? match[2] ?? "") : undefined;
};

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const unescaped = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

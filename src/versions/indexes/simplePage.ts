import { isRecord } from "../../util/json";

/** One file of a project, as PEP 503 and PEP 691 tell of it. */
export interface ProjectFile {
  readonly filename: string;
  readonly uploaded?: string;
  readonly yanked?: string | true;
  readonly requiresPython?: string;
}

/** Undefined where it is not what it should be. */
export const filesOfJson = (page: unknown): readonly ProjectFile[] | undefined => {
  if (!isRecord(page) || !Array.isArray(page["files"])) return undefined;
  const files: unknown[] = page["files"];
  return files.flatMap((file) =>
    isRecord(file) && typeof file["filename"] === "string"
      ? [projectFile(file["filename"], file["upload-time"], file["yanked"], file["requires-python"])]
      : [],
  );
};

/** Links with attributes; some indexes add the upload time here too. */
export const filesOfHtml = (text: string): readonly ProjectFile[] =>
  [...text.matchAll(/<a\s([^>]*)>([^<]*)<\/a>/gi)].map(([, attributes = "", label = ""]) => {
    const value = (name: string): string | undefined => {
      const match = new RegExp(
        `(?:^|\\s)${name}(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+)))?(?=\\s|$)`,
        "i",
      ).exec(attributes);
      return match ? unescaped(match[1] ?? match[2] ?? match[3] ?? "") : undefined;
    };
    return projectFile(
      unescaped(label).trim(),
      value("data-upload-time"),
      value("data-yanked"),
      value("data-requires-python"),
    );
  });

/** An empty reason of a yanked file is a reason too. */
const projectFile = (
  filename: string,
  uploaded: unknown,
  yanked: unknown,
  requires: unknown,
): ProjectFile => ({
  filename,
  ...(typeof uploaded === "string" && uploaded !== "" ? { uploaded } : {}),
  ...(typeof yanked === "string" ? { yanked: yanked.trim() || true } : {}),
  ...(yanked === true ? { yanked } : {}),
  ...(typeof requires === "string" && requires !== "" ? { requiresPython: requires } : {}),
});

const unescaped = (text: string): string =>
  text
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#(?:39|x27);/gi, "'")
    .replace(/&amp;/g, "&");

import type { RunTool, ToolCall } from "../processes/types";
import { isRecord } from "../util/json";
import type { ImageTag, ImageTags } from "./world";

/** The tags of images that the local engine has; asking registries is for whoever has an engine at hand. */
export const localImageTags =
  (run: RunTool): ImageTags =>
  (image, signal) =>
    run(listLocalImages(image), { signal });

export const listLocalImages = (image: string): ToolCall<readonly ImageTag[]> => ({
  tool: "docker",
  args: ["image", "ls", "--format", "{{json .}}", image],
  parse: ({ stdout }) => stdout.split("\n").flatMap(tagOfLine),
});

const tagOfLine = (line: string): readonly ImageTag[] => {
  if (line.trim() === "") return [];
  const entry: unknown = JSON.parse(line);
  if (!isRecord(entry) || typeof entry["Tag"] !== "string" || entry["Tag"] === "<none>") return [];
  const created = isoDate(entry["CreatedAt"]);
  return [{ tag: entry["Tag"], ...(created === undefined ? {} : { date: created }) }];
};

/** Docker writes `2026-05-01 10:00:00 +0200 CEST`. */
const isoDate = (created: unknown): string | undefined => {
  const match = /^(\S+) (\S+) ([+-]\d\d)(\d\d)/.exec(typeof created === "string" ? created : "");
  if (!match) return undefined;
  const time = new Date(`${match[1]}T${match[2]}${match[3]}:${match[4]}`);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
};

import { isRecord } from "../util/json";
import { as, fields, listOf, recordOf, text } from "../util/shape";
import type { Engine } from "./engine";
import { perform } from "./operations";

export interface ImageRow {
  readonly id: string;
  readonly tags: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** The images that carry all of these labels. */
export const imagesWith = async (
  engine: Engine,
  labels: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<ImageRow[]> => {
  const label = Object.entries(labels).map(([name, value]) => (value === "" ? name : `${name}=${value}`));
  const query = { filters: JSON.stringify({ label }) };
  const images = await perform(engine, "Listing images", [], { path: "/images/json", query, signal });
  return (Array.isArray(images) ? images : []).flatMap((image) =>
    isRecord(image) && text(image["Id"])
      ? [
          {
            id: image["Id"],
            tags: (as(listOf(text), image["RepoTags"]) ?? []).filter((tag) => tag !== "<none>:<none>"),
            labels: as(recordOf(text), image["Labels"]) ?? {},
          },
        ]
      : [],
  );
};

/** The id of what a name means on this engine, undefined where it is not there. */
export const imageId = async (
  engine: Engine,
  name: string,
  signal?: AbortSignal,
): Promise<string | undefined> => {
  const found = await perform(engine, `Inspecting image ${name}`, [404], {
    path: `/images/${imagePath(name)}/json`,
    signal,
  });
  return as(fields({ Id: text }), found)?.Id;
};

export const tagImage = async (
  engine: Engine,
  id: string,
  name: string,
  signal?: AbortSignal,
): Promise<void> => {
  const [, repo = name, tag] = /^(.*?)(?::([^:/]+))?$/.exec(name) ?? [];
  await perform(engine, `Naming an image ${name}`, [], {
    path: `/images/${imagePath(id)}/tag`,
    method: "POST",
    query: { repo, tag: tag ?? "latest" },
    signal,
  });
};

/** With its names; gone already is gone. */
export const removeImage = async (engine: Engine, id: string, signal?: AbortSignal): Promise<void> => {
  await perform(engine, `Removing image ${id}`, [404], {
    path: `/images/${imagePath(id)}`,
    method: "DELETE",
    query: { force: true },
    signal,
  });
};

/** The engine wants the slashes of a name as they are. */
const imagePath = (name: string): string => name.split("/").map(encodeURIComponent).join("/");

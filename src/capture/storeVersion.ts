import { join } from "node:path";
import { readIfThere, writeAtomically } from "../util/files";
import { isRecord } from "../util/json";
import { parseJson } from "../util/parseJson";
import { inputFailure } from "../util/problem";

/** Counts up when older code could no longer make sense of what lies in a folder of logs. */
export const storeVersion = 1;

const markerName = "store.json";

/** Logs without a marker are older than markers, and read like the first version. */
export const checkStoreVersion = async (folder: string): Promise<void> => {
  const content = await readIfThere(join(folder, markerName));
  if (content === undefined) return;
  const marker = parseJson(content.toString("utf8"));
  const version = isRecord(marker) ? marker["version"] : undefined;
  if (typeof version === "number" && version <= storeVersion) return;
  throw inputFailure(
    "log-store-newer",
    `The logs in ${folder} were written by a newer Backcompat (store version ${String(version)}, this one knows ${storeVersion})`,
    { hint: "Update Backcompat to read them. They were left as they are." },
  );
};

/** Marks the folder as ours; never one that a newer Backcompat wrote. */
export const markStoreVersion = async (folder: string): Promise<void> => {
  await checkStoreVersion(folder);
  await writeAtomically(join(folder, markerName), `${JSON.stringify({ version: storeVersion })}\n`);
};

import { isRecord } from "../../util/json";

/** `repo.py:12`, of the answer to DAP's `stackTrace`; not every adapter names its sources. */
export const topPlace = (answer: unknown): string | undefined => {
  const frames = isRecord(answer) ? answer["stackFrames"] : undefined;
  const top: unknown = Array.isArray(frames) ? frames[0] : undefined;
  if (!isRecord(top) || typeof top["line"] !== "number") return undefined;
  const source = isRecord(top["source"]) ? top["source"] : {};
  const file = named(source["path"])?.split(/[\\/]/).at(-1) ?? named(source["name"]);
  return file === undefined ? undefined : `${file}:${top["line"]}`;
};

const named = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

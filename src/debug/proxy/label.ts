import { isRecord } from "../../util/json";
import { bodyOf, listOf } from "./message";
import type { Label, Rule } from "./types";

export const labelText = ({ side, version }: Label): string => `${side} ${version}`;

/**
 * Threads carry the side in their name. A row of the call stack has no place for it: there it is the source's
 * origin, which clients show beside the file, and the function's name stays what one can search for.
 */
export const labelRule = (label: Label): Rule => {
  const text = labelText(label);
  return {
    response: (response, { command }) => {
      const body = bodyOf(response);
      if (!response.success) return response;
      if (command === "threads") {
        const threads = listOf(body["threads"]).map((thread) => named(thread, text));
        return { ...response, body: { ...body, threads } };
      }
      if (command !== "stackTrace") return response;
      const stackFrames = listOf(body["stackFrames"]).map((frame) => withOrigin(frame, text));
      return { ...response, body: { ...body, stackFrames } };
    },
  };
};

const named = (thread: Record<string, unknown>, text: string): Record<string, unknown> => ({
  ...thread,
  name: typeof thread["name"] === "string" && thread["name"] !== "" ? `${thread["name"]} · ${text}` : text,
});

const withOrigin = (frame: Record<string, unknown>, text: string): Record<string, unknown> => {
  const source = frame["source"];
  if (!isRecord(source)) return frame;
  const known = source["origin"];
  const origin = typeof known === "string" && known !== "" ? `${known} · ${text}` : text;
  return { ...frame, source: { ...source, origin } };
};

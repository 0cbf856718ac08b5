import { isRecord } from "../../util/isRecord";

/** A line that holds one JSON object, perhaps behind a prefix, taken apart into one line for each value. */
export const jsonLines = (text: string): readonly string[] | undefined => {
  const begin = text.indexOf("{");
  if (begin < 0 || !text.trimEnd().endsWith("}") || text.length > longest) return undefined;
  try {
    const value: unknown = JSON.parse(text.slice(begin));
    if (!isRecord(value) || Object.keys(value).length === 0) return undefined;
    return JSON.stringify(value, undefined, 2).split("\n");
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const longest = 200_000;

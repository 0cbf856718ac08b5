import { droppedBy } from "./drops";
import type { Segment } from "./segment";

/** A sealed segment is never as short as this, unless it is a mark. */
const longestMark = 500;

/** How many lines stood where now only a mark stands. */
export const droppedIn = async (segment: Segment): Promise<number | undefined> => {
  if (segment.lines !== 1 || segment.bytes > longestMark) return undefined;
  const [mark] = (await segment.read(0, 1)) ?? [];
  return mark && droppedBy(mark.text);
};

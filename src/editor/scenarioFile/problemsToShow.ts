import type { Problem } from "../../util/problem";

/** The schema says these too, and two squiggles for one mistake help nobody. */
const saidBySchema: ReadonlySet<string> = new Set([
  "not-json",
  "wrong-type",
  "unknown-key",
  "duplicate-name",
]);

export const problemsToShow = (problems: readonly Problem[], file: string): readonly Problem[] =>
  problems.filter(({ code, place }) => place?.file === file && !saidBySchema.has(code));

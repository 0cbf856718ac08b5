export interface TextLine {
  readonly at: number;
  readonly text: string;
}

/** Lines without their ends, and where they begin. */
export const textLines = (text: string): readonly TextLine[] =>
  [...text.matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)].map((match) => ({
    at: match.index,
    text: match[1] ?? "",
  }));

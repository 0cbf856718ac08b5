export interface Edit {
  readonly at: number;
  readonly end: number;
  readonly text: string;
}

/** The edits may come in any order, but must not overlap. */
export const applyEdits = (text: string, edits: readonly Edit[]): string => {
  const parts: string[] = [];
  let from = 0;
  for (const edit of [...edits].sort((a, b) => a.at - b.at)) {
    parts.push(text.slice(from, edit.at), edit.text);
    from = edit.end;
  }
  return [...parts, text.slice(from)].join("");
};

export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Both counted from 1. */
export const positionAt = (text: string, offset: number): LineColumn => {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
};

/** The line end that the text uses at this place. */
export const lineEndAt = (text: string, offset: number): string => {
  const next = /\r\n|\n|\r/g;
  next.lastIndex = offset;
  return next.exec(text)?.[0] ?? /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
};

export interface WrittenVariable {
  /** Columns of the name, from 0; `end` is behind a closing brace that is there already. */
  readonly start: number;
  readonly end: number;
}

/** The name of the `${` that the cursor stands in, as far as it is written. */
export const variableBefore = (line: string, column: number): WrittenVariable | undefined => {
  const before = /(?<!\$)\$\{([\w.-]*)$/.exec(line.slice(0, column));
  if (before === null) return undefined;
  const after = /^[\w.-]*\}?/.exec(line.slice(column))?.[0] ?? "";
  return { start: column - (before[1]?.length ?? 0), end: column + after.length };
};

/** A line's kind in one byte: its level in three bits, then whether it is of stderr, then whether it continues. */
export const packMeta = (level: number, stderr: boolean, continues: boolean): number =>
  level | (stderr ? 8 : 0) | (continues ? 16 : 0);

export const levelOfMeta = (meta: number): number => meta & 7;
export const isStderr = (meta: number): boolean => (meta & 8) !== 0;
export const isContinued = (meta: number): boolean => (meta & 16) !== 0;

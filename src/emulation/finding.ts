/** One thing that `doctor` looked for. */
export interface Finding {
  readonly name: string;
  /** What is there, in words; undefined where it is missing. */
  readonly found: string | undefined;
  readonly need: "needed" | "for some scenarios";
  readonly how: string;
  /** Why what is there can't be used. */
  readonly trouble?: string;
}

import { z } from "zod";
import { parseJson } from "../../util/parseJson";
import { inputFailure } from "../../util/problem";
import type { MatrixReport } from "../report";
import { idOf } from "./words";

const baseline = z.object({
  cells: z.array(
    z.object({ versions: z.record(z.string(), z.string()), verdict: z.string(), seconds: z.number() }),
  ),
});

export type Baseline = z.infer<typeof baseline>;

export interface Difference {
  readonly versions: Readonly<Record<string, string>>;
  readonly was: string;
  readonly is: string;
}

/** What an earlier report and this one say differently. */
export interface Against {
  readonly turnedRed: readonly Difference[];
  readonly turnedGreen: readonly Difference[];
  readonly otherwise: readonly Difference[];
  readonly slower: readonly { readonly versions: Readonly<Record<string, string>>; readonly times: number }[];
  /** Cells that the earlier one had not. */
  readonly added: number;
}

export const readBaseline = (text: string, file: string): Baseline => {
  const parsed = baseline.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw inputFailure("bad-baseline", `${file} is no report of a matrix`, {
    hint: "Write one by backcompat matrix --report baseline.json, and compare with that.",
    cause: parsed.error,
  });
};

/** Half a second more is what a busy machine may cost anyway. */
const noticeable = { times: 1.5, seconds: 0.5 };

export const compareWith = (before: Baseline, { cells }: Pick<MatrixReport, "cells">): Against => {
  const earlier = new Map(before.cells.map((cell) => [idOf(cell), cell]));
  const both = cells.flatMap((cell) => {
    const old = earlier.get(idOf(cell));
    return old === undefined ? [] : [{ cell, old }];
  });
  const differences = both
    .filter(({ cell, old }) => cell.verdict !== old.verdict)
    .map(({ cell, old }): Difference => ({ versions: cell.versions, was: old.verdict, is: cell.verdict }));
  return {
    turnedRed: differences.filter(({ is }) => is === "red"),
    turnedGreen: differences.filter(({ is }) => is === "green"),
    otherwise: differences.filter(({ is }) => is !== "red" && is !== "green"),
    slower: both.flatMap(({ cell, old }) => {
      const more = cell.seconds - old.seconds;
      const slower = more > noticeable.seconds && cell.seconds > old.seconds * noticeable.times;
      return slower && cell.verdict === old.verdict
        ? [{ versions: cell.versions, times: cell.seconds / Math.max(old.seconds, 0.001) }]
        : [];
    }),
    added: cells.length - both.length,
  };
};

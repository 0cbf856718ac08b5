import { z } from "zod";

const frames = z.object({
  stackFrames: z.array(
    z.object({
      line: z.number(),
      source: z.object({ name: z.string().nullish(), path: z.string().nullish() }).nullish(),
    }),
  ),
});

/** `repo.py:12`, of the answer to DAP's `stackTrace`; not every adapter names its sources. */
export const topPlace = (answer: unknown): string | undefined => {
  const [top] = frames.safeParse(answer).data?.stackFrames ?? [];
  const file = top?.source?.path?.split(/[\\/]/).at(-1) ?? top?.source?.name;
  return top === undefined || file === undefined || file === null ? undefined : `${file}:${top.line}`;
};

import type { Settled, SettledService } from "../scenario/settled";

/** Steps by which a service's tree is as the service needs it. */
export const sideBefore = (settled: Settled, { side }: SettledService): string[] =>
  side !== undefined && settled.sides[side]?.source.kind !== "image" ? [`environment:${side}`] : [];

export const rewritesBefore = (settled: Settled, { side }: SettledService): string[] =>
  settled.rewrites.flatMap((rewrite, index) =>
    rewrite.side === side || rewrite.as === "copy" ? [`rewrite:${index}`] : [],
  );

import { z } from "zod";

const check = z.object({
  name: z.string(),
  verdict: z.enum(["green", "red"]),
  exit: z.number().exactOptional(),
  seconds: z.number(),
  why: z.string().exactOptional(),
});

const rootCauseLine = z
  .object({
    side: z.string(),
    service: z.string(),
    version: z.string().exactOptional(),
    time: z.number().exactOptional(),
    text: z.string(),
    file: z.string().exactOptional(),
    line: z.number().exactOptional(),
  })
  .transform(({ version, ...rest }) => ({ ...rest, version }));

/** The verdict on a cell, as it is kept on disk. */
export const keptResult = z.object({
  versions: z.record(z.string(), z.string()),
  verdict: z.enum(["green", "red", "broken", "unbuildable", "absent", "flaky", "cancelled"]),
  checks: z.array(check),
  rootCauseLines: z.array(rootCauseLine),
  silent: z.array(z.string()),
  seconds: z.number(),
  problem: z
    .object({
      code: z.string(),
      message: z.string(),
      hint: z.string().exactOptional(),
      lines: z.array(z.string()).exactOptional(),
    })
    .exactOptional(),
  expected: z.string().exactOptional(),
  wasExpected: z.string().exactOptional(),
  emulation: z.string().exactOptional(),
  outputs: z.record(z.string(), z.string()).exactOptional(),
  migrationFailed: z.literal(true).exactOptional(),
  reds: z.number().exactOptional(),
  brokenVersion: z.string().exactOptional(),
});

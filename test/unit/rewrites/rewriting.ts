import { expect } from "vitest";
import { rewrite } from "../../../src/rewrites/rewrite";
import type { Format, RewriteSpec, Scalar } from "../../../src/rewrites/types";
import type { Problem } from "../../../src/util/problem";

export const bytes = (text: string): Uint8Array => Buffer.from(text);

export const rewritten = (format: Format, before: string, set: Record<string, Scalar>): string => {
  const result = rewrite(bytes(before), { format, set }, "the.file");
  if (!result.ok) expect.fail(result.error.message);
  return Buffer.from(result.value.output).toString();
};

export const refused = (format: Format, before: string, set: Record<string, Scalar>): Problem =>
  refusedBy({ format, set }, bytes(before));

export const refusedBy = (spec: RewriteSpec, before: Uint8Array): Problem => {
  const result = rewrite(before, spec, "the.file");
  if (result.ok) expect.fail(`written: ${Buffer.from(result.value.output).toString()}`);
  return result.error;
};

import { createHash } from "node:crypto";
import { isRecord } from "./isRecord";

export { isRecord } from "./isRecord";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The same text for the same content, whatever the order of keys. */
export const stableJson = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );

export const contentHash = (value: unknown): string =>
  createHash("sha256")
    .update(typeof value === "string" ? value : stableJson(value))
    .digest("hex")
    .slice(0, 20);

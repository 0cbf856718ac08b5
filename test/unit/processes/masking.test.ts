import { describe, expect, it } from "vitest";
import { maskUrls } from "../../../src/processes/masking";

describe("secrets in URLs", () => {
  it.each([
    ["https://ada:s3cret@example.org/r.git", "https://***@example.org/r.git"],
    ["https://token@example.org", "https://***@example.org"],
    ["ssh://git@example.org/r", "ssh://***@example.org/r"],
    ["--index-url=https://u:p%40x@pypi.example/simple", "--index-url=https://***@pypi.example/simple"],
    ["https://example.org/?a=1&access_token=abc&b=2", "https://example.org/?a=1&access_token=***&b=2"],
    ["git+https://u:p@a.org/x and http://v:q@b.org", "git+https://***@a.org/x and http://***@b.org"],
  ])("%s is shown as %s", (text, shown) => {
    expect(maskUrls(text)).toBe(shown);
  });

  it.each([
    "git@example.org:r.git",
    "https://example.org/@scope/name",
    "dagster@1.2.0",
    "https://a.org:8080/x",
  ])("%s stays", (text) => {
    expect(maskUrls(text)).toBe(text);
  });
});

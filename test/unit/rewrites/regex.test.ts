import { describe, expect, it } from "vitest";
import { rewrite } from "../../../src/rewrites/rewrite";
import type { RegexChange } from "../../../src/rewrites/types";
import { bytes, refusedBy } from "./rewriting";

const replaced = (before: string, ...replace: RegexChange[]) => {
  const result = rewrite(bytes(before), { format: "regex", replace }, "the.file");
  if (!result.ok) expect.fail(result.error.message);
  return { ...result.value, output: Buffer.from(result.value.output).toString() };
};
const refusal = (before: string, ...replace: RegexChange[]) =>
  refusedBy({ format: "regex", replace }, bytes(before));

describe("rewriting by regex", () => {
  it("replaces every match and tells each one's line", () => {
    expect(replaced("PORT = 1\r\nx\r\nPORT = 2\r\n", { pattern: "(?<=^PORT = )\\d+", with: "4266" })).toEqual(
      {
        output: "PORT = 4266\r\nx\r\nPORT = 4266\r\n",
        changes: [
          { path: "/(?<=^PORT = )\\d+/", from: "1", to: "4266", line: 1 },
          { path: "/(?<=^PORT = )\\d+/", from: "2", to: "4266", line: 3 },
        ],
      },
    );
  });

  it("fills in groups by number and by name", () => {
    const pattern = "(\\w+):(?<port>\\d+)(x)?";
    expect(replaced("host:1", { pattern, with: "$<port>-$1-$2-$3-$&-$$-$" }).output).toBe(
      "1-host-1--host:1-$-$",
    );
  });

  it("applies one after the other", () => {
    expect(replaced("a", { pattern: "a", with: "b" }, { pattern: "b", with: "c" }).output).toBe("c");
  });

  it("takes ^ and $ for a line's, unless flags say otherwise", () => {
    expect(replaced("a\r\na", { pattern: "^a$", with: "b" }).output).toBe("b\r\nb");
    expect(replaced("a\nA", { pattern: "^a", with: "b", flags: "i" }).output).toBe("b\nA");
  });

  it("keeps a byte order mark, which is not part of the first line", () => {
    expect(replaced("\ufeffa", { pattern: "^a", with: "b" }).output).toBe("\ufeffb");
  });

  it("goes with paths to set, after them", () => {
    const spec = { format: "yaml", set: { a: 2 }, replace: [{ pattern: "^# .*", with: "# new" }] } as const;
    const result = rewrite(bytes("# old\na: 1\n"), spec, "the.file");
    expect(result.ok && Buffer.from(result.value.output).toString()).toBe("# new\na: 2\n");
  });

  it("must match, and as often as is wanted", () => {
    expect(refusal("a", { pattern: "b", with: "" })).toMatchObject({
      code: "no-match",
      message: "/b/ has 0 matches in the.file, and at least one is needed",
      exit: 2,
    });
    expect(refusal("aa", { pattern: "a", with: "", count: 1 }).message).toBe(
      "/a/ has 2 matches in the.file, and 1 is wanted",
    );
    expect(replaced("aa", { pattern: "a", with: "b", count: 2 }).output).toBe("bb");
  });

  it.each([
    ["a pattern that is none", { pattern: "(", with: "" }],
    ["unknown flags", { pattern: "a", with: "", flags: "y" }],
    ["a group number that is not there", { pattern: "a", with: "$1" }],
    ["a group name that is not there", { pattern: "(?<x>a)", with: "$<y>" }],
  ])("refuses %s", (_, change) => {
    expect(refusal("a", change).code).toBe("bad-regex");
  });

  it("is quick with many matches in a large file", () => {
    const many = "port = 1\n".repeat(20_000);
    expect(replaced(many, { pattern: "1$", with: "2" }).changes.at(-1)).toMatchObject({ line: 20_000 });
  });
});

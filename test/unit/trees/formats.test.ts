import { describe, expect, it } from "vitest";
import { alternatesText } from "../../../src/trees/alternates";
import { isTrash } from "../../../src/trees/folders";
import { isUrl, withoutSecret } from "../../../src/trees/origin";
import { packedRefs, parseRefs } from "../../../src/trees/refs";
import { describeStatus, isClean, parseStatus } from "../../../src/trees/status";

describe("refs", () => {
  it("are read from lists with spaces or tabs", () => {
    expect([...parseRefs("a1 refs/tags/x\nb2\trefs/heads/y\r\n\n")]).toEqual([
      ["refs/tags/x", "a1"],
      ["refs/heads/y", "b2"],
    ]);
  });

  it("are packed in the order of their bytes, as git requires", () => {
    const refs = new Map(
      ["refs/tags/\u{1F600}", "refs/tags/\uFF5E", "refs/tags/b", "refs/tags/B"].map((name) => [name, "0"]),
    );
    const names = packedRefs(refs)
      .split("\n")
      .slice(1, -1)
      .map((line) => line.slice(2));
    expect(names).toEqual(["refs/tags/B", "refs/tags/b", "refs/tags/\uFF5E", "refs/tags/\u{1F600}"]);
  });
});

describe("a tree's status", () => {
  const oid = "0".repeat(40);
  const head = `# branch.oid ${oid}\0# branch.head (detached)\0`;
  const changed = (flags: string, path: string): string =>
    `1 ${flags} N... 100644 100644 100644 ${oid} ${oid} ${path}\0`;

  it("is clean at its own commit only", () => {
    expect(isClean(parseStatus(head), oid)).toBe(true);
    expect(isClean(parseStatus(head), "1".repeat(40))).toBe(false);
    expect(describeStatus(parseStatus(head), "1".repeat(40))).toContain("it is at commit");
  });

  it("names changed and new files, with spaces in their names", () => {
    const status = parseStatus(
      `${head}${changed(".M", "a b.py")}u UU N... 1 2 3 4 a b c con flict\0? new file\0`,
    );
    expect(status).toMatchObject({
      changed: ["a b.py", "con flict"],
      untracked: ["new file"],
      onlyDeleted: false,
    });
    expect(describeStatus(status, oid)).toContain("a b.py, con flict, new file");
  });

  it("tells damage from work: files that are merely gone", () => {
    expect(parseStatus(`${head}${changed(".D", "a")}`).onlyDeleted).toBe(true);
    expect(parseStatus(`${head}${changed("D.", "a")}`).onlyDeleted).toBe(false);
    expect(parseStatus(`${head}${changed(".D", "a")}${changed(".M", "b")}`).onlyDeleted).toBe(false);
  });
});

describe("where a tree comes from", () => {
  it("is a URL with a scheme or as ssh writes it, and not a folder or a Windows drive", () => {
    for (const url of ["https://x/y", "file:///x", "git@host:x/y.git", "host:x.git"])
      expect(isUrl(url)).toBe(true);
    for (const folder of ["C:\\repo", "C:/repo", "/repo", "./a", "repo", "../a:b"])
      expect(isUrl(folder)).toBe(false);
  });

  it("is shown without its password", () => {
    expect(withoutSecret("https://me:secret@host/x.git")).toBe("https://host/x.git");
    expect(withoutSecret("git@host:x.git")).toBe("git@host:x.git");
  });

  it("is written for git with forward slashes", () => {
    expect(alternatesText(["C:\\a\\b", "/c"])).toBe("C:/a/b\n/c\n");
  });
});

describe("what is about to be removed", () => {
  it("is known by its name", () => {
    expect(isTrash("0123456789ab.trash-01ab23cd")).toBe(true);
    expect(isTrash("0123456789ab-damaged-01ab23")).toBe(false);
  });
});

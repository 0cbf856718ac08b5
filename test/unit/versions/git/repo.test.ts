import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { repoOf } from "../../../../src/versions/git/repo";

describe("the repository of an axis", () => {
  it.each(["https://host/a/b.git", "ssh://git@host/a", "git@host:a/b.git", "file:///srv/a"])(
    "%s is a URL",
    (text) => {
      expect(repoOf(text, "/w")).toEqual({ kind: "url", url: text });
    },
  );

  it.each([".", "../other", "C:\\work\\repo", "a:b"])("%s is a folder", (text) => {
    expect(repoOf(text, "/w")).toEqual({ kind: "folder", folder: resolve("/w", text) });
  });
});

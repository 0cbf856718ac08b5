import { describe, expect, it } from "vitest";
import { borrowed, configText, parseSettings, remotesIn } from "../../../src/trees/borrowedConfig";

describe("settings of a person's repository", () => {
  it("are read as git lists them, a bare key being true", () => {
    expect(parseSettings("core.autocrlf\ninput\0core.bare\0a.b\nx\ny\0")).toEqual([
      ["core.autocrlf", "input"],
      ["core.bare", "true"],
      ["a.b", "x\ny"],
    ]);
  });

  it("are borrowed where they reach remotes or shape files, and not where they run something", () => {
    const theirs = [
      ["core.autocrlf", "true"],
      ["core.hookspath", "/hooks"],
      ["core.fsmonitor", "daemon"],
      ["core.worktree", "../x"],
      ["core.bare", "false"],
      ["filter.evil.smudge", "touch x"],
      ["include.path", "other"],
      ["remote.origin.url", "https://example.org/x.git"],
      ["remote.origin.uploadpack", "touch x"],
      ["remote.origin.promisor", "true"],
      ["http.proxy", "http://proxy"],
      ["alias.x", "!touch x"],
    ] as const;
    expect(borrowed(theirs, "/base").map(([key]) => key)).toEqual([
      "core.autocrlf",
      "remote.origin.url",
      "remote.origin.promisor",
      "http.proxy",
    ]);
  });

  it("make relative remotes absolute, and leave URLs", () => {
    const urls = ["git@example.org:x.git", "ssh://example.org/x", "file:///x"];
    for (const url of urls)
      expect(borrowed([["remote.a.url", url]], "/base")).toEqual([["remote.a.url", url]]);
    const [[, path] = ["", ""]] = borrowed([["remote.a.url", "../up"]], "/base/repo");
    expect(path.replaceAll("\\", "/")).toMatch(/\/base\/up$/);
  });

  it("are written so that git reads the same again", () => {
    expect(configText([['remote.a "b\\.c.url', 'x\ty\n"z\\ # ; ']])).toBe(
      '[remote "a \\"b\\\\.c"]\n\turl = "x\\ty\\n\\"z\\\\ # ; "\n',
    );
    expect(configText([["core.bare", "true"]])).toBe('[core]\n\tbare = "true"\n');
  });

  it("name origin first, upstream second, and no remote that looks like an option", () => {
    const urls = ["z", "upstream", "--evil", "origin"].map((name) => [`remote.${name}.url`, name] as const);
    expect([...remotesIn(urls).keys()]).toEqual(["origin", "upstream", "z"]);
  });
});

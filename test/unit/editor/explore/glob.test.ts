import { describe, expect, it } from "vitest";
import { hides } from "../../../../src/editor/explore/glob";

describe("what the editor's exclude patterns hide", () => {
  it("is a name at any depth, and nothing that merely begins or ends like it", () => {
    const hidden = hides({ "**/.git": true, "**/.DS_Store": true });
    expect([".git", "a/.git", "a/b/.DS_Store"].filter(hidden)).toHaveLength(3);
    expect([".gitignore", "a/x.git", "git"].filter(hidden)).toEqual([]);
  });

  it("is what a star stands for within one folder", () => {
    const hidden = hides({ "**/*.pyc": true, "build/*": true });
    expect(["a.pyc", "a/b.pyc", "build/x"].filter(hidden)).toHaveLength(3);
    expect(["a.py", "build", "build/x/y", "apyc"].filter(hidden)).toEqual([]);
  });

  it("is either of several, and all below a folder", () => {
    const hidden = hides({ "**/{node_modules,dist}": true, "out/**": true });
    expect(["dist", "a/node_modules", "out/x/y"].filter(hidden)).toHaveLength(3);
    expect(["distance", "out"].filter(hidden)).toEqual([]);
  });

  it("is nothing where a pattern is switched off or depends on neighbours", () => {
    const hidden = hides({ "**/a": false, "**/*.js": { when: "$(basename).ts" } });
    expect(["a", "b.js"].filter(hidden)).toEqual([]);
  });

  it("takes what is special in a regular expression as it stands", () => {
    expect(hides({ "a+b(c)": true })("a+b(c)")).toBe(true);
    expect(hides({ "a.b": true })("axb")).toBe(false);
    expect(hides({ "a?c": true })("abc")).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import type { Files } from "../../../../src/debug/proxy/files";
import { makePaths } from "../../../../src/debug/proxy/paths";
import type { SourcePlaces } from "../../../../src/debug/proxy/types";

/** A disk of files with their content, where folders may be links. */
const disk = (
  contents: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): Files => {
  const real = (path: string): string | undefined => {
    const link = Object.keys(links).find((one) => path === one || path.startsWith(`${one}/`));
    if (link !== undefined) return real(`${links[link]}${path.slice(link.length)}`);
    return Object.keys(contents).some((one) => one === path || one.startsWith(`${path}/`)) ? path : undefined;
  };
  const read = (path: string): string | undefined => contents[real(path) ?? ""];
  return { real, same: (one, other) => read(one) !== undefined && read(one) === read(other) };
};

const places = (more: Partial<SourcePlaces>): SourcePlaces => ({
  trees: ["/tree"],
  packages: [],
  installed: ["/venv/site-packages"],
  resolvesLinks: true,
  ...more,
});

describe("a file's path in the editor", () => {
  it("is the tree's, by whatever link the target came to it", () => {
    const files = disk({ "/tree/a.py": "" }, { "/private/tree": "/tree", "/elsewhere": "/tree" });
    const paths = makePaths(places({}), files);
    expect(paths.toClient("/private/tree/a.py")).toBe("/tree/a.py");
    expect(paths.toClient("/elsewhere/a.py")).toBe("/tree/a.py");
    expect(paths.toClient("/tree/a.py")).toBe("/tree/a.py");
  });

  it("is spelled as the editor spells the tree, also where that is a link", () => {
    const files = disk({ "/private/tmp/tree/a.py": "" }, { "/tmp/tree": "/private/tmp/tree" });
    const paths = makePaths(places({ trees: ["/tmp/tree"] }), files);
    expect(paths.toClient("/private/tmp/tree/a.py")).toBe("/tmp/tree/a.py");
  });

  it("is the one that the client has opened it by; of two, the tree's", () => {
    const files = disk({ "/tree/a.py": "", "/other/b.py": "" }, { "/link": "/tree", "/far": "/other" });
    const paths = makePaths(places({}), files);
    expect(paths.toClient("/other/b.py")).toBe("/other/b.py");
    paths.seen("/link/a.py");
    paths.seen("/far/b.py");
    expect(paths.toClient("/tree/a.py")).toBe("/link/a.py");
    expect(paths.toClient("/other/b.py")).toBe("/far/b.py");
    paths.seen("/tree/a.py");
    paths.seen("/link/a.py");
    expect(paths.toClient("/link/a.py")).toBe("/tree/a.py");
  });

  it("is the tree's for an installed copy, as long as the two are equal", () => {
    const files = disk({
      "/tree/src/pkg/a.py": "same",
      "/tree/python/lib/b.py": "same",
      "/tree/c.py": "edited",
      "/venv/site-packages/pkg/a.py": "same",
      "/venv/site-packages/lib/b.py": "same",
      "/venv/site-packages/c.py": "as it was",
    });
    const paths = makePaths(places({ packages: ["/tree/python"] }), files);
    expect(paths.toClient("/venv/site-packages/pkg/a.py")).toBe("/tree/src/pkg/a.py");
    expect(paths.toClient("/venv/site-packages/lib/b.py")).toBe("/tree/python/lib/b.py");
    expect(paths.toClient("/venv/site-packages/c.py")).toBe("/venv/site-packages/c.py");
  });

  it("stays what it is for files that are not there, and for names that are no paths", () => {
    const paths = makePaths(places({}), disk({}));
    expect(paths.toClient("<frozen importlib>")).toBe("<frozen importlib>");
    expect(paths.toClient("/gone.py")).toBe("/gone.py");
  });

  it("is not one of another tree whose name begins alike", () => {
    const files = disk({ "/tree/a.py": "", "/tree-2/a.py": "" });
    expect(makePaths(places({}), files).toClient("/tree-2/a.py")).toBe("/tree-2/a.py");
  });

  it("has the case that the disk has", () => {
    const files: Files = {
      real: (path) => path.replace(/\/tree\/.*/i, "/Tree/App.py").replace(/^\/tree$/i, "/Tree"),
      same: () => false,
    };
    expect(makePaths(places({ trees: ["/Tree"] }), files).toClient("/tree/app.PY")).toBe("/Tree/App.py");
  });

  it("is looked up once", () => {
    let asked = 0;
    const real = (path: string): string => {
      asked++;
      return path;
    };
    const files: Files = { real, same: () => false };
    const paths = makePaths(places({}), files);
    paths.toClient("/tree/a.py");
    const before = asked;
    for (let time = 0; time < 100; time++) paths.toClient("/tree/a.py");
    expect(asked).toBe(before);
    paths.forget();
    paths.toClient("/tree/a.py");
    expect(asked).toBeGreaterThan(before);
  });
});

describe("what the target is told of a file", () => {
  it("is the path as it is, and before it that of an equal installed copy", () => {
    const files = disk({ "/tree/src/a.py": "same", "/tree/b.py": "", "/venv/site-packages/a.py": "same" });
    const paths = makePaths(places({}), files);
    expect(paths.toTarget("/tree/src/a.py")).toEqual(["/venv/site-packages/a.py", "/tree/src/a.py"]);
    expect(paths.toTarget("/tree/b.py")).toEqual(["/tree/b.py"]);
    expect(paths.toTarget("/nowhere.py")).toEqual(["/nowhere.py"]);
  });

  it("is every spelling where the debugger doesn't look through links", () => {
    const files = disk({ "/private/tree/a.c": "" }, { "/tree": "/private/tree", "/link": "/private/tree" });
    const paths = makePaths(places({ resolvesLinks: false }), files);
    expect(paths.toTarget("/link/a.c")).toEqual(["/tree/a.c", "/link/a.c", "/private/tree/a.c"]);
  });
});

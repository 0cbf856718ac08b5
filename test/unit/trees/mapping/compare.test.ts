import { describe, expect, it } from "vitest";
import { combined } from "../../../../src/trees/mapping/combine";
import { type Fingerprint, pairsByContent } from "../../../../src/trees/mapping/compare";

const files = (all: Readonly<Record<string, string>>): Fingerprint[] =>
  Object.entries(all).map(([path, content]) => ({ path, content }));

describe("folders that belong together by their contents", () => {
  it("are those above the end that equal files' paths have in common", () => {
    const there = files({ "/srv/app/main.py": "main", "/srv/app/pkg/one.py": "1" });
    const here = files({
      "/tree/src/main.py": "main",
      "/tree/src/pkg/one.py": "1",
      "/tree/pkg/one.py": "other",
    });
    expect(pairsByContent(there, here)).toEqual([{ there: "/srv/app", here: "/tree/src" }]);
  });

  it("may be several, and what most files say wins where one has many twins", () => {
    const there = files({ "/a/x.py": "x", "/a/y.py": "y", "/b/z.py": "z" });
    const here = files({
      "/tree/copy/x.py": "x",
      "/tree/one/x.py": "x",
      "/tree/one/y.py": "y",
      "/tree/two/z.py": "z",
    });
    expect(pairsByContent(there, here)).toEqual([
      { there: "/a", here: "/tree/one" },
      { there: "/b", here: "/tree/two" },
    ]);
  });

  it("are none where nothing is equal", () => {
    expect(pairsByContent(files({ "/a/x.py": "x" }), files({ "/tree/x.py": "y" }))).toEqual([]);
  });
});

describe("pairs of several sources", () => {
  it("keep the surer one of a folder, and what follows from one above is not said twice; the deepest first", () => {
    const mounted = [{ there: "/app/plugins", here: "/other" }];
    const copied = [
      { there: "/app", here: "/tree" },
      { there: "/app/plugins", here: "/tree/plugins" },
      { there: "/app/src", here: "/tree/src" },
    ];
    expect(combined(mounted, copied)).toEqual([
      { there: "/app/plugins", here: "/other" },
      { there: "/app", here: "/tree" },
    ]);
  });
});

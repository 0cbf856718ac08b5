import { describe, expect, it } from "vitest";
import { placeOf } from "../../../src/logs/place";
import { sides } from "./said";

const frames = (...files: string[]) => files.map((file, i) => ({ file, line: i + 1 }));
const place = (...files: string[]) => placeOf(frames(...files), "host", sides);

describe("the place of an exception", () => {
  it("is the innermost frame of the side's own code", () => {
    expect(place("/usr/lib/python3.11/json.py", "/trees/new/web/a.py", "/trees/new/web/b.py")).toEqual({
      file: "web/a.py",
      line: 2,
      own: true,
    });
  });

  it("is the other side's where its own has none, told by its whole path", () => {
    expect(place("/usr/lib/python3.11/x.py", "/trees/old/code.py")).toMatchObject({
      file: "/trees/old/code.py",
      line: 2,
    });
    expect(place("/trees/old/code.py", "/trees/new/web.py")).toMatchObject({ file: "web.py", line: 2 });
  });

  it("is not in packages installed below the tree, nor in a folder that is called alike", () => {
    expect(place("/trees/new/.venv/lib/python3.11/site-packages/x.py", "/trees/new/a.py")).toMatchObject({
      line: 2,
    });
    expect(place("/trees/new/node_modules/x/i.js", "/trees/new/a.js")).toMatchObject({ line: 2 });
    expect(place("/trees/newer/x.py", "/trees/new/a.py")).toMatchObject({ line: 2 });
  });

  it("is whole where it is nobody's, and rather no library's", () => {
    expect(place("/usr/lib/python3.11/x.py", "/srv/app.py")).toEqual({
      file: "/srv/app.py",
      line: 2,
      own: false,
    });
    expect(place("/usr/lib/python3.11/x.py")).toEqual({
      file: "/usr/lib/python3.11/x.py",
      line: 1,
      own: false,
    });
    expect(place("<frozen importlib._bootstrap>", "node:internal/main")).toBeUndefined();
  });

  it("is taken for own where the name is relative", () => {
    expect(place("/usr/lib/python3.11/x.py", "repo.py")).toEqual({ file: "repo.py", line: 2, own: true });
  });

  it("knows Windows paths in any case, where a side's folder is one", () => {
    const windows = [{ name: "host", version: undefined, dir: "C:\\trees\\New\\" }];
    expect(placeOf(frames("c:\\trees\\new\\web\\a.py"), "host", windows)).toMatchObject({ file: "web/a.py" });
    expect(placeOf(frames("/trees/NEW/a.py"), "host", sides)).toMatchObject({ own: false });
  });
});

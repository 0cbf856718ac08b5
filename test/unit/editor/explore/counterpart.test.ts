import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { counterparts, sideOf } from "../../../../src/editor/explore/counterpart";

const folder = (emulation: string, side: string, dir: string) => ({
  emulation,
  side,
  label: `${side} of ${emulation}`,
  dir,
});

const host = folder("e1", "host", "/w/app");
const user = folder("e1", "user", "/state/trees/app/0123");

describe("the same file of another side", () => {
  it("is at the same path below that side's folder", () => {
    const found = counterparts(join("/w/app", "pkg", "a.py"), [host, user]);
    expect(found).toEqual({ own: host, path: "pkg/a.py", others: [user] });
    expect(counterparts("/state/trees/app/0123/a.py", [host, user])?.others).toEqual([host]);
  });

  it("is nowhere for a file of no side", () => {
    expect(counterparts("/elsewhere/a.py", [host, user])).toBeUndefined();
    // Beside, and not below.
    expect(counterparts("/w/apple/a.py", [host, user])).toBeUndefined();
  });

  it("is not looked for in other emulations, nor in the same folder under another name", () => {
    const others = [folder("e2", "user", "/state/trees/app/9999"), folder("e1", "twin", "/w/app")];
    expect(counterparts("/w/app/a.py", [host, user, ...others])?.others).toEqual([user]);
  });

  it("belongs to the innermost side where a tree lies within the workspace", () => {
    const inner = folder("e1", "user", "/w/app/.state/trees/x");
    expect(sideOf("/w/app/.state/trees/x/a.py", [host, inner])).toBe(inner);
    expect(sideOf("/w/app/a.py", [inner, host])).toBe(host);
  });
});

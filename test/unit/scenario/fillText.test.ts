import { describe, expect, it } from "vitest";
import { folderSide, list, mistakes, scenarioOf, settled, v } from "./settling";

describe("texts", () => {
  const scenario = scenarioOf({
    axes: { v: list("1.0") },
    sides: {
      a: { ...folderSide, python: { existing: ".venv/$${x}", constraints: ["x==${v}"] }, version: "1.0" },
    },
    services: {
      s: {
        side: "a",
        run: [
          "${v}",
          "${v.ref}",
          "${v.commit}",
          "${workspaceFolder}/x",
          "$${v}",
          "${env:HOME}",
          "${sides.a.version}",
          "${sides.a.dir}",
        ],
        ready: { log: "^ready ${v}\\.$" },
      },
    },
  });

  it("have axes and the workspace folder filled in, the rest left symbolic", () => {
    const { services, sides } = settled(scenario, { v: v("1.0+x", { ref: "t" }) });
    expect(services["s"]?.what).toMatchObject({
      run: ["1.0+x", "t", "c0ffee1.0+x", "/w/x", "$${v}", "${env:HOME}", "1.0", "${sides.a.dir}"],
    });
    expect(sides["a"]?.environment).toMatchObject({ existing: "/w/.venv/${x}", constraints: ["x==1.0+x"] });
  });

  it("that are regular expressions take versions as they are", () => {
    const { services } = settled(scenario, { v: v("1.0+x") });
    expect(services["s"]?.ready).toEqual([{ kind: "log", pattern: "^ready 1\\.0\\+x\\.$" }]);
  });

  it("can't have a commit where there is none", () => {
    const { commit: _, ...without } = v("1.0");
    expect(mistakes(scenario, { v: without })[0]).toContain(
      "${v.commit} is not known: 1.0 of v has no commit (Use ${v}.)",
    );
  });
});

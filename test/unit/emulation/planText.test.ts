import { describe, expect, it } from "vitest";
import { planText } from "../../../src/emulation/planText";

describe("the plan in words", () => {
  it("keeps passwords of addresses to itself", () => {
    const text = planText(
      {
        format: 1,
        settled: {
          name: "s",
          title: "t",
          folder: "/w",
          file: "/w/.vscode/backcompat.json",
          engines: {},
          tunnels: {},
          state: "fresh",
          migrate: [],
          knownReds: [],
          swapped: false,
          versions: {},
          warnings: ["https://ada:hunter2@host/repo.git has no tags"],
          sides: {},
          services: {},
          rewrites: [],
          setup: [],
          actions: {},
          checks: {},
          cleanup: [],
        },
        steps: [
          {
            id: "tree:a",
            title: "check out 1.0 of https://ada:hunter2@host/repo.git",
            after: [],
            kind: "tree",
            side: "a",
            exclusive: false,
          },
        ],
      },
      {},
    );
    expect(text).toContain("https://***@host/repo.git");
    expect(text).not.toContain("hunter2");
  });
});

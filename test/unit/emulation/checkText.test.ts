import { describe, expect, it } from "vitest";
import { checkLines } from "../../../src/emulation/checkText";

const common = { side: undefined, timeoutMs: 60_000, expect: {} };
const command = { name: "", side: "host", after: [], shell: false, env: {}, outputs: {}, timeoutMs: 60_000 };

describe("the plan says of a check", () => {
  it("which side runs what", () => {
    const run = ["python", "check.py", "${services.web.ports.http}"];
    const check = { ...common, kind: "run", name: "it works", side: "host", ports: {} } as const;
    expect(checkLines([{ ...check, command: { ...command, run } }])).toEqual([
      "it works, by host: python check.py '${services.web.ports.http}'",
    ]);
  });

  it("what is asked of whom, and what is looked for", () => {
    const request = { service: "web", method: "GET", path: "/health", headers: {} };
    expect(
      checkLines([
        { ...common, kind: "http", name: "healthy", request },
        { ...common, kind: "log", name: "calm", service: "web", must: [], mustNot: ["Traceback"] },
        { ...common, kind: "log", name: "all calm", must: [], mustNot: ["Traceback"] },
      ]),
    ).toEqual([
      "healthy: GET /health of web",
      "calm: what web must and must not log",
      "all calm: what the services must and must not log",
    ]);
  });
});

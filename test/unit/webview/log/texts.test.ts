import { describe, expect, it } from "vitest";
import { chosen, servicesOf, sidesOf } from "../../../../src/webview/log/choices";
import { jsonLines } from "../../../../src/webview/log/jsonLine";
import { clockText, gapText } from "../../../../src/webview/log/times";

describe("times", () => {
  it("are of the day, to the millisecond", () => {
    expect(clockText(new Date(2026, 10, 20, 9, 5, 7, 42).getTime())).toBe("09:05:07.042");
  });

  it("between lines are said from a second on", () => {
    const after = (ms: number) => gapText(5_000, 5_000 + ms);
    expect([999, 1_900, 125_000, 7_260_000, 180_000_000].map(after)).toEqual([
      undefined,
      "1.9 s",
      "2m 5s",
      "2h 1m",
      "2d 2h",
    ]);
    expect(gapText(5_000, 4_000)).toBeUndefined();
  });
});

describe("a line of JSON", () => {
  it("is taken apart, also behind a prefix", () => {
    expect(jsonLines('INFO {"a":1,"b":[2]}')).toEqual(["{", '  "a": 1,', '  "b": [', "    2", "  ]", "}"]);
  });

  it("is none where it only looks like one", () => {
    for (const text of ["{a: 1}", "{}", "set {1, 2}", 'f("{")', "plain"])
      expect(jsonLines(text)).toBeUndefined();
  });
});

describe("what can be chosen", () => {
  const source = (service: string, side?: string, version?: string) => ({
    id: service,
    service,
    side,
    version,
  });
  const sources = [
    source("web", "host", "main"),
    source("db"),
    source("grpc", "userCode", "1.0"),
    source("job", "userCode", "1.1"),
  ];

  it("are the sides with their version where it is one, and the services", () => {
    expect(sidesOf(sources)).toEqual([
      { side: "host", label: "host main" },
      { side: "userCode", label: "userCode" },
    ]);
    expect(servicesOf(sources)).toEqual(["web", "db", "grpc", "job"]);
  });

  it("are all again once none is left out", () => {
    const all = ["a", "b", "c"];
    expect(chosen(all, undefined, "b", false)).toEqual(["a", "c"]);
    expect(chosen(all, ["a", "c"], "a", false)).toEqual(["c"]);
    expect(chosen(all, ["a", "c"], "b", true)).toBeUndefined();
  });
});

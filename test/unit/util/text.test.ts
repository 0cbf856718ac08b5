import { describe, expect, it } from "vitest";
import { DisposableStore, disposable } from "../../../src/util/disposable";
import { Emitter } from "../../../src/util/events";
import { contentHash, isRecord, stableJson } from "../../../src/util/json";
import { parseJson } from "../../../src/util/parseJson";
import { interrupted, machineFailure, placeText, problemOf } from "../../../src/util/problem";
import {
  bytes,
  duration,
  editDistance,
  nearest,
  nearestFew,
  parseMemory,
  plural,
} from "../../../src/util/text";

describe("the nearest name", () => {
  it("is the one with the fewest slips, whatever its case", () => {
    expect(nearest("relaese", ["host", "release"])).toBe("release");
    expect(nearest("HOST", ["host", "hosts"])).toBe("host");
    expect(nearestFew("web", ["wep", "web2", "database"], 2)).toEqual(["wep", "web2"]);
  });

  it("is none where nothing is near", () => {
    expect(nearest("x", ["database"])).toBeUndefined();
    expect(nearest("anything", [])).toBeUndefined();
  });

  it("counts insertions, deletions and replacements", () => {
    expect([editDistance("", "abc"), editDistance("abc", "abc"), editDistance("kitten", "sitting")]).toEqual([
      3, 0, 3,
    ]);
  });
});

describe("amounts", () => {
  it.each([
    [0, "0.0 s"],
    [9949, "9.9 s"],
    [41_000, "41 s"],
    [125_000, "2m 5s"],
    [3 * 3_600_000 + 240_000, "3h 4m"],
  ])("%d ms are %s", (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it.each([9950, 9999, 59_500, 59_999, 119_600, 3_599_900])("%d ms never show 60 of anything", (ms) => {
    expect(duration(ms)).not.toMatch(/\b60[sm ]|10\.0/);
  });

  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1.0 KB"],
    [1_500_000, "1.5 MB"],
    [20_000_000_000, "20.0 GB"],
  ])("%d bytes are %s", (count, text) => {
    expect(bytes(count)).toBe(text);
  });

  it("have their plural", () => {
    expect([plural(1, "error"), plural(2, "error"), plural(0, "axis", "axes")]).toEqual([
      "1 error",
      "2 errors",
      "0 axes",
    ]);
  });
});

describe("JSON", () => {
  it("is the same text and hash whatever the order of keys, but not of elements", () => {
    expect(stableJson({ b: 1, a: { d: 1, c: 2 } })).toBe(stableJson({ a: { c: 2, d: 1 }, b: 1 }));
    expect(contentHash({ b: 1, a: 2 })).toBe(contentHash({ a: 2, b: 1 }));
    expect(contentHash([1, 2])).not.toBe(contentHash([2, 1]));
  });

  it("that is none is undefined, and what is not an object is no record", () => {
    expect([parseJson("{"), parseJson("[1]")]).toEqual([undefined, [1]]);
    expect([isRecord({}), isRecord([]), isRecord(null), isRecord("x")]).toEqual([true, false, false, false]);
  });
});

describe("problems", () => {
  it("keep what a Failure says, and make a defect of anything else", () => {
    expect(problemOf(machineFailure("no-git", "There is no git", { hint: "Install it." }))).toMatchObject({
      code: "no-git",
      exit: 3,
    });
    expect(problemOf(new DOMException("x", "AbortError")).exit).toBe(130);
    expect(problemOf(interrupted("Waiting")).message).toBe("Waiting was cancelled");
    expect(problemOf("text")).toMatchObject({ code: "internal", message: "text", exit: 3 });
    expect(placeText({ file: "a.json", line: 1, column: 2 })).toBe("a.json:1:2");
  });
});

describe("what is owned", () => {
  it("goes in reverse, once, and what arrives late goes at once", () => {
    const log: string[] = [];
    const store = new DisposableStore();
    for (const name of ["a", "b"]) store.add(disposable(() => void log.push(name)));
    store.dispose();
    store.dispose();
    store.add(disposable(() => void log.push("late")));
    expect(log).toEqual(["b", "a", "late"]);
  });

  it("hears events until it lets go, also when it lets go while one is told", () => {
    const emitter = new Emitter<number>();
    const log: string[] = [];
    const first = emitter.on((event) => {
      log.push(`first ${event}`);
      first.dispose();
    });
    emitter.on((event) => void log.push(`second ${event}`));
    emitter.fire(1);
    emitter.fire(2);
    emitter.dispose();
    emitter.fire(3);
    expect(log).toEqual(["first 1", "second 1", "second 2"]);
  });
});

describe("an amount of memory", () => {
  it("is read as engines do, in powers of 1024", () => {
    expect(["64m", "1.5g", "10", "2 KB", "1GiB"].map(parseMemory)).toEqual([
      67_108_864, 1_610_612_736, 10, 2048, 1_073_741_824,
    ]);
    expect(["", "lots", "-1m", "1t"].map(parseMemory)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

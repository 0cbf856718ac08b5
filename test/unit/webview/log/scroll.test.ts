import { describe, expect, it } from "vitest";
import {
  anchorAt,
  endOf,
  type Lines,
  moved,
  positionOf,
  scrollHeight,
  scrollTopOf,
  shown,
  top,
} from "../../../../src/webview/log/scroll";

const even = (count: number, height = 20): Lines => ({ count, heightOf: () => height });
/** Every third line is folded away, every tenth is three lines high. */
const uneven: Lines = { count: 1_000, heightOf: (row) => (row % 3 === 1 ? 0 : row % 10 === 0 ? 60 : 20) };
const viewport = 210;

describe("the place in a log", () => {
  it("at its end shows the last line whole, at the bottom", () => {
    expect(endOf(even(100), viewport)).toEqual({ row: 89, offset: 10 });
    expect(endOf(even(3), viewport)).toEqual(top);
  });

  it("moves by pixels over lines of any height, and back to where it was", () => {
    const down = moved(top, 1_234, uneven, viewport);
    expect(moved(down, -1_234, uneven, viewport)).toEqual(top);
    let above = down.offset;
    for (let row = 0; row < down.row; row++) above += uneven.heightOf(row);
    expect(above).toBe(1_234);
  });

  it("never goes beyond the ends", () => {
    expect(moved(top, -50, uneven, viewport)).toEqual(top);
    expect(moved(top, 10_000_000, uneven, viewport)).toEqual(endOf(uneven, viewport));
    expect(moved(top, 10, even(2), viewport)).toEqual(top);
    expect(moved(top, 10, even(0), viewport)).toEqual(top);
  });

  it("never stands on a line that is folded away", () => {
    for (let pixels = 0; pixels < 2_000; pixels += 7) {
      const { row } = moved(top, pixels, uneven, viewport);
      expect(uneven.heightOf(row)).toBeGreaterThan(0);
    }
  });
});

describe("the scroll bar", () => {
  const many = even(5_000_000);
  const height = scrollHeight(many.count, 20, viewport);
  const range = height - viewport;

  it("is never higher than what browsers can make", () => {
    expect(height).toBeLessThan(16_000_000);
    expect(scrollHeight(100, 20, viewport)).toBe(2_000);
  });

  it("stands at its ends just where the log does", () => {
    expect(scrollTopOf(top, many, viewport, range)).toBe(0);
    expect(scrollTopOf(endOf(many, viewport), many, viewport, range)).toBe(range);
    expect(anchorAt(0, many, viewport, range)).toEqual(top);
    expect(anchorAt(range, many, viewport, range)).toEqual(endOf(many, viewport));
  });

  it("leads back to the line that it was put for", () => {
    for (const row of [1, 77, 2_500_000, 4_999_900]) {
      const at = scrollTopOf({ row, offset: 5 }, many, viewport, range);
      const back = anchorAt(at, many, viewport, range);
      expect(positionOf(back, many)).toBeCloseTo(row + 0.25, 3);
    }
  });

  it("of a log that fits has nowhere to go", () => {
    expect(anchorAt(0, even(3), viewport, 0)).toEqual(top);
    expect(scrollTopOf(top, even(3), viewport, 0)).toBe(0);
  });
});

describe("showing a line", () => {
  it("that can be seen moves nothing", () => {
    const at = { row: 10, offset: 5 };
    expect(shown(15, at, even(100), viewport)).toEqual(at);
  });

  it("just above or below moves as little as needed", () => {
    expect(shown(9, { row: 10, offset: 0 }, even(100), viewport)).toEqual({ row: 9, offset: 0 });
    expect(shown(20, { row: 10, offset: 0 }, even(100), viewport)).toEqual({ row: 10, offset: 10 });
  });

  it("far away brings it to the middle, near the ends as far as it goes", () => {
    const there = shown(500, top, even(1_000), viewport);
    expect(there.row).toBeGreaterThan(490);
    expect(there.row).toBeLessThan(500);
    expect(shown(999, top, even(1_000), viewport)).toEqual(endOf(even(1_000), viewport));
    expect(shown(0, { row: 500, offset: 0 }, even(1_000), viewport)).toEqual(top);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import type { PaneRow } from "../../../../src/contract/logPane";
import { LineModel } from "../../../../src/webview/log/lineModel";

const line = (sourceLine: number, text: string, more: Partial<PaneRow> = {}): PaneRow => ({
  source: 0,
  sourceLine,
  time: 1_000,
  stream: "stdout",
  level: undefined,
  text,
  cut: undefined,
  continues: text.startsWith(" "),
  ...more,
});

describe("the lines of a view", () => {
  let model: LineModel;
  const put = (rows: readonly PaneRow[]): void => {
    model.rows.put(0, rows);
    model.count = rows.length;
  };
  const heights = (): number[] => Array.from({ length: model.count }, (_, at) => model.heightOf(at) / 20);
  beforeEach(() => {
    model = new LineModel();
    model.lineHeight = 20;
  });

  it("are one for each record until it is opened, from any of its lines", () => {
    put([line(0, "Traceback"), line(1, "  File"), line(2, "  code"), line(3, "next")]);
    expect(heights()).toEqual([1, 0, 0, 1]);
    expect([model.isOpen(0), model.isOpen(3), model.followers(0)]).toEqual([false, undefined, 2]);
    model.setOpen(2, true);
    expect(heights()).toEqual([1, 1, 1, 1]);
    model.setOpen(0, false);
    expect(heights()).toEqual([1, 0, 0, 1]);
  });

  it("are all there where nothing is to be folded", () => {
    put([line(0, "Traceback"), line(1, "  File")]);
    model.look = { wrap: false, folded: false };
    expect(heights()).toEqual([1, 1]);
    expect(model.isOpen(0)).toBeUndefined();
  });

  it("don't hide what belongs to a record that a filter took away", () => {
    put([line(0, "other", { source: 1 }), line(7, "  File"), line(8, "  code"), line(12, "  far")]);
    expect(heights()).toEqual([1, 1, 0, 1]);
  });

  it("that are JSON open into one line for each value", () => {
    put([line(0, '{"level":"info","job":{"id":3}}'), line(1, "next")]);
    expect(model.isOpen(0)).toBe(false);
    model.setOpen(0, true);
    expect(heights()).toEqual([6, 1]);
  });

  it("have room above them for a silence", () => {
    put([line(0, "a"), line(1, "b", { time: 2_900 }), line(2, "c", { time: 3_000 })]);
    expect(model.gapAbove(1)).toBe("1.9 s");
    expect(heights()).toEqual([1, 2, 1]);
  });

  it("that wrap are as high as the page says, asked once", () => {
    put([line(0, "a"), line(1, "b")]);
    let asked = 0;
    model.measure = () => {
      asked++;
      return 60;
    };
    model.look = { wrap: true, folded: true };
    expect([...heights(), ...heights()]).toEqual([3, 3, 3, 3]);
    expect(asked).toBe(2);
  });

  it("that haven't come yet take one line each", () => {
    model.count = 3;
    expect(heights()).toEqual([1, 1, 1]);
  });
});

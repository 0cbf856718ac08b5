import { describe, expect, it } from "vitest";
import { bordersOf } from "../../../src/matrix/borders";
import { nextPlaces, type Says } from "../../../src/matrix/boundary";
import { asking, axesOf, picture } from "./grid";

const explore = (sizes: readonly number[], truth: (place: readonly number[]) => Says) => {
  const axes = axesOf(...sizes);
  const { said, ask, asked } = asking(truth);
  for (let next = nextPlaces(axes, said); next.length > 0; next = nextPlaces(axes, said)) ask(next);
  return { asked: asked.size, borders: bordersOf(axes, said), whole: bordersOf(axes, truth) };
};

describe("the borders of a matrix", () => {
  it("are found with less than half of the cells, the same as by all of them", () => {
    const corner = picture(
      ...["oooooooo", "oooooooo", "oooooooo", "oooooooo", "oooooooo", "oooooooo", "oooooooo", "xxoooooo"],
    );
    const { asked, borders, whole } = explore([8, 8], corner);
    expect(borders).toEqual(whole);
    expect(borders).toHaveLength(3);
    expect(asked).toBeLessThan(32);
  });

  it.each([
    ["a staircase", ["xooooooooo", "xxoooooooo", "xxxxoooooo", "xxxxxooooo", "xxxxxxxooo", "xxxxxxxxoo"]],
    ["a stripe", ["ooooxxxooo", "ooooxxxooo", "ooooxxxooo", "ooooxxxooo", "ooooxxxooo", "ooooxxxooo"]],
    ["two corners", ["xxoooooooo", "xooooooooo", "oooooooooo", "oooooooooo", "ooooooooox", "oooooooxxx"]],
  ])("are followed where they go: %s", (_, rows) => {
    const { borders, whole, asked } = explore([6, 10], picture(...rows));
    expect(borders).toEqual(whole);
    expect(asked).toBeLessThan(60);
  });

  it("cost few cells where there is none", () => {
    const { asked, borders } = explore([30, 30], () => "green");
    expect(borders).toEqual([]);
    expect(asked).toBeLessThanOrEqual(36);
  });

  it("are found on one axis by halving", () => {
    const { asked, borders } = explore([64], ([at = 0]) => (at < 41 ? "green" : "red"));
    expect(borders).toMatchObject([{ axis: "a", green: { a: "41.0.0" }, red: { a: "42.0.0" } }]);
    expect(asked).toBeLessThanOrEqual(17);
  });

  it("go round what says nothing", () => {
    const { borders } = explore([9], ([at = 0]) => (at < 4 ? "green" : at < 6 ? "nothing" : "red"));
    expect(borders).toMatchObject([{ green: { a: "4.0.0" }, red: { a: "7.0.0" } }]);
  });

  it("are found in three dimensions", () => {
    const truth = ([a = 0, b = 0, c = 0]: readonly number[]): Says => (a + b + c > 7 ? "red" : "green");
    const { borders, whole, asked } = explore([5, 5, 5], truth);
    expect(borders).toEqual(whole);
    expect(asked).toBeLessThan(125);
  });

  it("are not claimed where something between was not asked", () => {
    const answers: readonly (Says | undefined)[] = ["green", undefined, "red", "nothing", "green"];
    const borders = bordersOf(axesOf(5), ([at = 0]) => answers[at]);
    expect(borders).toMatchObject([{ green: { a: "5.0.0" }, red: { a: "3.0.0" } }]);
  });

  it("of an axis with one version or two are those that there are", () => {
    expect(explore([1], () => "red")).toEqual({ asked: 1, borders: [], whole: [] });
    expect(explore([2], ([at]) => (at === 0 ? "red" : "green")).borders).toHaveLength(1);
  });
});

import { describe, expect, it } from "vitest";
import { Columns } from "../../../src/logs/index/columns";
import { packMeta } from "../../../src/logs/index/meta";
import { Order } from "../../../src/logs/order";

const columnsOf = (...times: readonly (number | "more")[]): Columns => {
  const columns = new Columns();
  for (const time of times) add(columns, time);
  return columns;
};

const add = (columns: Columns, time: number | "more"): void =>
  columns.add(packMeta(0, false, time === "more"), time === "more" ? columns.lastTime : time);

const sourcesOf = (order: Order): string =>
  Array.from({ length: order.count }, (_, line) => "abcdefgh"[order.sourceAt(line)]).join("");

describe("lines of several sources", () => {
  it("stand by time, of one moment those of the first source first", () => {
    const order = new Order();
    order.extend([columnsOf(1, 5, 5, 9), columnsOf(2, 5, 6), columnsOf()]);
    expect(sourcesOf(order)).toBe("abaabba");
  });

  it("keep a record together, whatever others say meanwhile", () => {
    const order = new Order();
    order.extend([columnsOf(1, "more", "more", 4), columnsOf(1, 2)]);
    expect(sourcesOf(order)).toBe("aaabba");
  });

  it("are not torn by a clock that jumps back", () => {
    const order = new Order();
    order.extend([columnsOf(10, 3, 4, 11), columnsOf(5, 10)]);
    expect(sourcesOf(order)).toBe("baaaba");
  });

  it("that come later go to where they would have stood", () => {
    const [a, b] = [columnsOf(1, 4, 8), columnsOf(2, 5)];
    const order = new Order();
    expect(order.extend([a, b])).toBe(0);
    add(b, 6);
    add(a, 9);
    expect(order.extend([a, b])).toBe(4);
    expect(sourcesOf(order)).toBe("ababba" + "a");
    expect(order.extend([a, b])).toBe(7);
  });

  it("that belong to a record come to it, though others stood behind it", () => {
    const [a, b] = [columnsOf(1), columnsOf(1, 2)];
    const order = new Order();
    order.extend([a, b]);
    add(a, "more");
    expect(order.extend([a, b])).toBe(0);
    expect(sourcesOf(order)).toBe("aabb");
  });

  it("are found from either end, also far in", () => {
    const times = Array.from({ length: 9000 }, (_, i) => i);
    const sources = [0, 1, 2].map((source) => columnsOf(...times.map((time) => time * (source + 1))));
    const order = new Order();
    order.extend(sources);
    const at = [0, 0, 0];
    for (let line = 0; line < order.count; line++) {
      const source = order.sourceAt(line);
      if (line % 701 === 0) {
        expect(order.before(line, 3)).toEqual(at);
        expect(order.lineOf(source, at[source] ?? 0)).toBe(line);
      }
      at[source] = (at[source] ?? 0) + 1;
    }
    expect([order.count, order.lineOf(0, 9000)]).toEqual([27_000, 27_000]);
  });

  it("may be of more sources than a byte can name", () => {
    const sources = Array.from({ length: 300 }, (_, i) => columnsOf(i, 1000 - i));
    const order = new Order();
    order.extend(sources.slice(0, 200));
    order.extend(sources);
    const named = Array.from({ length: order.count }, (_, line) => order.sourceAt(line));
    expect(named.slice(0, 300)).toEqual(Array.from({ length: 300 }, (_, i) => i));
    expect(named.slice(300)).toEqual(Array.from({ length: 300 }, (_, i) => 299 - i));
  });

  it("are the same whether taken at once or bit by bit", () => {
    let seed = 7;
    const dice = (sides: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * sides);
    };
    const [bitByBit, sources] = [new Order(), [new Columns(), new Columns(), new Columns()]];
    for (let step = 0; step < 400; step++) {
      const columns = sources[dice(3)];
      if (columns === undefined) continue;
      for (let i = dice(6); i >= 0; i--)
        add(columns, columns.count > 0 && dice(3) === 0 ? "more" : step + dice(20));
      bitByBit.extend(sources);
    }
    const atOnce = new Order();
    atOnce.extend(sources);
    expect(sourcesOf(bitByBit)).toBe(sourcesOf(atOnce));
  });
});

describe("the times of a source", () => {
  it("are kept over years, a little coarser where lines are that rare", () => {
    const year = 365 * 86_400_000;
    const columns = columnsOf(0, 1500, year, 3 * year);
    expect([0, 1, 2, 3].map((line) => columns.time(line))).toEqual([0, 1000, year, 3 * year]);
  });

  it("are to the millisecond otherwise, over chunks", () => {
    const columns = new Columns();
    for (let line = 0; line < 200_000; line++) add(columns, line * 3);
    expect([0, 65_535, 65_536, 199_999].map((line) => columns.time(line))).toEqual([
      0, 196_605, 196_608, 599_997,
    ]);
  });
});

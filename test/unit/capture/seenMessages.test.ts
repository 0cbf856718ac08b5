import { describe, expect, it } from "vitest";
import { SeenMessages } from "../../../src/capture/seenMessages";

/** A message's time is in nanoseconds after the first second. */
class Engine {
  readonly log: { readonly nanos: number; readonly text: string }[] = [];

  write(nanos: number, text: string): void {
    this.log.push({ nanos, text });
  }

  since(since: string | undefined): readonly { readonly nanos: number; readonly text: string }[] {
    const [seconds = "0", nanos = "0"] = (since ?? "0.0").split(".");
    const from = (Number(seconds) - 1000) * 1e9 + Number(nanos);
    return this.log.filter((message) => message.nanos >= from);
  }
}

const read = (engine: Engine, seen: SeenMessages, upTo = Number.POSITIVE_INFINITY): string[] =>
  engine
    .since(seen.resume().since)
    .slice(0, upTo)
    .flatMap(({ nanos, text }) => (seen.take(1000 + Math.floor(nanos / 1e9), nanos % 1e9) ? [text] : []));

describe("messages that were seen", () => {
  it("are not taken again, of several at one time only the new ones are", () => {
    const engine = new Engine();
    const seen = new SeenMessages();
    for (const text of ["a", "b", "c"]) engine.write(5, text);
    expect(read(engine, seen, 2)).toEqual(["a", "b"]);
    expect(read(engine, seen)).toEqual(["c"]);
    engine.write(5, "d");
    engine.write(5, "d");
    engine.write(6, "e");
    expect(read(engine, seen)).toEqual(["d", "d", "e"]);
    expect(read(engine, seen)).toEqual([]);
  });

  it("miss none whose time is before that of one which came earlier", () => {
    const engine = new Engine();
    const seen = new SeenMessages();
    engine.write(2e9, "stderr");
    expect(read(engine, seen)).toEqual(["stderr"]);
    engine.write(1.9e9, "stdout, stamped before");
    expect(read(engine, seen)).toEqual(["stdout, stamped before"]);
  });

  it("are asked for again only as far as needed", () => {
    const engine = new Engine();
    const seen = new SeenMessages();
    expect(seen.resume().since).toBeUndefined();
    for (let at = 0; at < 100; at++) engine.write(at * 1e9 + 7, `${at}`);
    read(engine, seen);
    expect(seen.resume().since).toBe("1094.000000007");
  });

  it("stay exact where more came than can be remembered", () => {
    const engine = new Engine();
    const seen = new SeenMessages(2048);
    for (let at = 0; at < 9000; at++) engine.write(at, `${at}`);
    expect(read(engine, seen)).toHaveLength(9000);
    engine.write(9000, "new");
    expect(read(engine, seen)).toEqual(["new"]);
  });

  it("stay exact where the engine's clock jumps back", () => {
    const engine = new Engine();
    const seen = new SeenMessages();
    for (let at = 0; at < 50; at++) engine.write(at * 1e9, `first ${at}`);
    for (let at = 10; at < 40; at++) engine.write(at * 1e9, `second ${at}`);
    expect(read(engine, seen)).toHaveLength(80);
    for (let at = 40; at < 60; at++) engine.write(at * 1e9, `third ${at}`);
    expect(read(engine, seen)).toEqual(Array.from({ length: 20 }, (_, at) => `third ${40 + at}`));
    expect(read(engine, seen)).toEqual([]);
  });
});

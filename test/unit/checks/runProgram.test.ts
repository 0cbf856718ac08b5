import { describe, expect, it } from "vitest";
import { runProgram } from "../../../src/checks/runProgram";
import { command, makeWorld } from "./world";

describe("a program's lines", () => {
  it("are kept in order, and told as they come", async () => {
    const { world, processes } = makeWorld();
    processes.script = (process) => {
      for (let index = 0; index < 5; index++) process.print(`${index}`, index % 2 ? "stderr" : "stdout");
      process.end(0);
    };
    const told: string[] = [];
    const ran = await runProgram(command(), world, ({ text }) => told.push(text));
    expect(ran.lines.map(({ text }) => text)).toEqual(["0", "1", "2", "3", "4"]);
    expect(told).toEqual(["0", "1", "2", "3", "4"]);
  });

  it("don't fill the memory: of a flood the last ones stay", async () => {
    const { world, processes } = makeWorld();
    const long = "x".repeat(9_999);
    processes.script = (process) => {
      for (let index = 0; index < 5000; index++) process.print(long);
      process.print("the end");
      process.end(0);
    };
    const { lines } = await runProgram(command(), world, () => undefined);
    expect(lines.length).toBeLessThan(3300);
    expect(lines.at(-1)?.text).toBe("the end");
  });

  it("that came before its time was up are there", async () => {
    const { world, clock, processes } = makeWorld();
    processes.script = (process) => process.print("so far");
    const running = runProgram(command({ timeoutMs: 100 }), world, () => undefined);
    await clock.advance(100);
    expect(await running).toMatchObject({ exit: undefined, seconds: 0.1, lines: [{ text: "so far" }] });
  });
});

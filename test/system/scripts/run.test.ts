import { describe, expect, it } from "vitest";
import { alive, descendants, leftBehind, run, start, stop } from "../../../scripts/lib/run.mts";

const node = (code: string): readonly string[] => [process.execPath, "-e", code];

// A grandchild in a session of its own, whose parent ends at once: no tree leads to it any more.
const daemon =
  'require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" }).unref()';

describe("what the scripts start", () => {
  it("hands back exit code and output", async () => {
    const ran = await run(node('console.log("out"); console.error("err"); process.exit(3)'), {
      quiet: true,
      timeoutMs: 20_000,
    });
    expect(ran.code).toBe(3);
    expect(ran.output.split("\n").sort()).toEqual(["", "err", "out"]);
  });

  it("is stopped when its time is over, and says so", async () => {
    const ran = await run(node("setInterval(() => {}, 1000)"), { quiet: true, timeoutMs: 300 });
    expect(ran.code).not.toBe(0);
    expect(ran.output).toContain("did not end within 0.3 s");
  });

  it("ends with its children, even those that won't hear SIGTERM", async () => {
    const deaf = 'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)';
    const parent = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(deaf)}], { stdio: "inherit" })`;
    const child = start(node(parent), { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => child.stdout?.once("data", resolve));
    const tree = descendants(child.pid ?? 0);
    expect(tree).toHaveLength(2);
    await stop(child, 300);
    await expect.poll(() => tree.filter(alive)).toEqual([]);
  });

  it.runIf(process.platform === "linux")("is found by its mark where it left the tree", async () => {
    await run(node(daemon), { quiet: true, timeoutMs: 20_000 });
    const left = await leftBehind(0);
    expect(left).toHaveLength(1);
    expect(left[0]).toContain("setInterval");
    expect(await leftBehind(5_000)).toEqual([]);
  });
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const program = async (): Promise<string> => {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { processTerminal } from "./terminal";
        const terminal = processTerminal();
        terminal.out("first");
        process.stdin.resume().on("end", () => {
          for (let line = 0; line < 3; line++) setTimeout(() => terminal.out("more"), line * 20);
          setTimeout(() => process.exit(7), 100);
        });`,
      loader: "ts",
      resolveDir: join(import.meta.dirname, "../../../src/cli"),
    },
    bundle: true,
    platform: "node",
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
};

describe("a terminal whose reader stops early, as head does", () => {
  it("lets the verb go on to its end", async () => {
    const child = spawn(process.execPath, ["-e", await program()], { stdio: ["pipe", "pipe", "ignore"] });
    const exited = once(child, "exit");
    await once(child.stdout, "data");
    child.stdout.destroy();
    child.stdin.end();
    expect(await exited).toEqual([7, null]);
  });
});

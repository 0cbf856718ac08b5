import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { startTethered } from "../../../src/processes/tethered";
import { newRunToken, processesWithToken } from "../../../src/processes/tokens";
import { observe, plainEnvironment, temporaryFolder } from "./world";

const program = `console.log("program", process.pid, process.env.ELECTRON_RUN_AS_NODE); setInterval(() => {}, 1000)`;

const host = `
import { startTethered } from "./tethered";
startTethered({
  argv: [process.execPath, "-e", ${JSON.stringify(program)}],
  cwd: process.cwd(),
  env: {},
  token: process.argv[2],
  onLine: ({ text }) => console.log(text),
});
`;

let bundled = "";

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: host, loader: "ts", resolveDir: join(import.meta.dirname, "../../../src/processes") },
    bundle: true,
    platform: "node",
    format: "cjs",
    write: false,
    logLevel: "error",
  });
  bundled = outputFiles[0]?.text ?? "";
});

describe("a program that is tethered", () => {
  it("ends when the one that started it is killed, and never heard of the editor's variable", async () => {
    const file = join(await temporaryFolder(), "host.cjs");
    writeFileSync(file, bundled);
    const token = newRunToken();
    const running = await observe({ argv: [process.execPath, file, token] });
    expect((await running.said("program")).text).toMatch(/^program \d+ undefined$/);
    expect(await processesWithToken(token)).toHaveLength(2);
    process.kill(running.id.pid, "SIGKILL");
    await expect.poll(() => processesWithToken(token), { timeout: 30_000 }).toEqual([]);
  });

  it("is ended by its stop, and says how it ended by itself", async () => {
    const token = newRunToken();
    const start = (script: string) =>
      startTethered({
        argv: [process.execPath, "-e", script],
        cwd: process.cwd(),
        env: plainEnvironment,
        token,
      });
    const long = await start("setInterval(() => {}, 1000)");
    await long.stop(5000);
    expect(await processesWithToken(token)).toEqual([]);
    expect(await (await start("process.exit(7)")).exited).toMatchObject({ code: 7 });
  });
});

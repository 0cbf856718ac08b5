import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { observe, temporaryFolder } from "./world";

/** Ends some time after it was let go, as one does that is not yet done starting. */
const slow = `process.stdin.resume().on("end", () => setTimeout(() => undefined, 300))`;

const host = `
import { startCompanion } from "./companion";
const companion = startCompanion([process.execPath, "-e", ${JSON.stringify(slow)}], {});
companion.release().then(() => console.log("it is gone"));
`;

let program = "";

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: host, loader: "ts", resolveDir: join(import.meta.dirname, "../../../src/processes") },
    bundle: true,
    platform: "node",
    format: "cjs",
    write: false,
    logLevel: "error",
  });
  program = outputFiles[0]?.text ?? "";
});

describe("a companion", () => {
  it("is waited for by who lets it go, though nothing else keeps that one alive", async () => {
    const file = join(await temporaryFolder(), "host.cjs");
    writeFileSync(file, program);
    const running = await observe({ argv: [process.execPath, file] });
    expect(await running.exited).toMatchObject({ code: 0 });
    expect(running.lines.map(({ text }) => text)).toEqual(["it is gone"]);
  });
});

import { promises as fs } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BuildLog } from "../../../../src/environments/store/buildLog";

let folder: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), "log-"));
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

describe("a build's log", () => {
  it("has every line, live and in the file, without passwords", async () => {
    const live: string[] = [];
    const log = new BuildLog(
      join(folder, "build.log"),
      ({ text }) => live.push(text),
      () => 1,
    );
    log.say("$ pip install a");
    log.line({ time: 1, stream: "stderr", text: "Looking in https://me:secret@index.example/simple" });
    await log.close();
    const expected = ["$ pip install a", "Looking in https://***@index.example/simple"];
    expect(live).toEqual(expected);
    expect(log.lines).toEqual(expected);
    expect(await fs.readFile(log.path, "utf8")).toBe(`${expected.join("\n")}\n`);
  });
});

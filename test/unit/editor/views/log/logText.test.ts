import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeRecord } from "../../../../../src/capture/record";
import { logText } from "../../../../../src/editor/views/log/logText";

describe("a log as a document", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "backcompat-log-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has the time of day, a mark for stderr, and no colour codes", async () => {
    const time = new Date(2026, 10, 20, 9, 5, 7, 42).getTime();
    const file = join(folder, "a.log");
    const red = `${String.fromCharCode(27)}[31mred${String.fromCharCode(27)}[0m`;
    writeFileSync(
      file,
      encodeRecord({ time, stream: "stdout", text: "plain" }) +
        encodeRecord({ time, stream: "stderr", text: red }),
    );
    expect(await logText(file)).toBe("09:05:07.042   plain\n09:05:07.042 ! red\n");
  });

  it("says that nothing was said where there is no file yet", async () => {
    expect(await logText(join(folder, "none.log"))).toBe("(nothing was said yet)\n");
  });
});

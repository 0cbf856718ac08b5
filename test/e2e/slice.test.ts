import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { debugAction, setBreakpoint, startDebugging, waitForEnd, waitForRow, waitForStop } from "./debugging";
import { pictureOnFailure } from "./failure";
import { tiny } from "./folders";
import { choose, openEditor, runCommand, screenshot, type Workbench, waitForText } from "./workbench";

const cli = join(import.meta.dirname, "..", "..", "dist", "cli.js");
const run = promisify(execFile);

describe("both sides of tiny under debuggers", () => {
  let workbench: Workbench;
  let before: string;
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    workbench = await openEditor({ folder: tiny });
    before = asOnDisk();
  });
  afterAll(() => workbench.close());

  const asOnDisk = (): string =>
    [
      execFileSync("git", ["status", "--porcelain"], { cwd: workbench.folder, encoding: "utf8" }),
      execFileSync("git", ["worktree", "list"], { cwd: workbench.folder, encoding: "utf8" }),
      readFileSync(join(workbench.folder, "backcompat", "workspace.yaml"), "utf8"),
    ].join("\n");

  /** What a shell of the user's would see of the emulation in the editor. */
  const variables = async (): Promise<Record<string, string>> => {
    const env = { ...process.env, BACKCOMPAT_HOME: workbench.state };
    const { stdout } = await run(process.execPath, [cli, "env", "--json"], { env });
    return JSON.parse(stdout) as Record<string, string>;
  };

  it("stops first in the host, then in the older user code, and puts everything back", async () => {
    await setBreakpoint(workbench, "webserver/webserver.py", 42);
    await startDebugging(workbench, "tiny: both sides");
    await runCommand(workbench, "View: Show Run and Debug");
    await waitForRow(workbench, "host workspace · webserver");
    await waitForRow(workbench, "userCode 1.2.0 · codeserver");
    const seen = await variables();
    await setBreakpoint(
      workbench,
      join(String(seen["BACKCOMPAT_USER_CODE_DIR"]), "backcompat", "repo.py"),
      5,
    );
    await screenshot(workbench, "slice-ready");

    const launched = fetch(`${seen["BACKCOMPAT_WEBSERVER_URL"]}/launch`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ job: "the_job" }),
    });
    await waitForStop(workbench, "webserver.py", 42);
    await screenshot(workbench, "slice-stopped-in-host");
    await debugAction(workbench, "continue");
    await waitForStop(workbench, "repo.py", 5);
    await screenshot(workbench, "slice-stopped-in-user-code");
    await waitForRow(workbench, /userCode 1\.2\.0 · codeserver.*paused/i);
    await debugAction(workbench, "continue");
    expect((await launched).status).toBe(200);

    await debugAction(workbench, "stop");
    await waitForEnd(workbench);
    await expect.poll(asOnDisk, { timeout: 10_000 }).toBe(before);
    expect(await live(workbench.state)).toEqual([]);
    await screenshot(workbench, "slice-restored");
  });

  it("starts from the palette with a release that one chooses, and stops from there", async () => {
    await runCommand(workbench, "Backcompat: Emulate…");
    await waitForText(workbench, "2019-11-05");
    await screenshot(workbench, "emulate-choose-release");
    await choose(workbench, "1.0.0");
    await waitForRow(workbench, "userCode 1.0.0 · codeserver");
    await waitForRow(workbench, "host workspace · webserver");
    await runCommand(workbench, "Backcompat: Stop and Restore");
    await waitForEnd(workbench);
    await expect.poll(asOnDisk, { timeout: 10_000 }).toBe(before);
    await expect.poll(() => live(workbench.state), { timeout: 10_000 }).toEqual([]);
  });
});

const live = async (state: string): Promise<unknown> => {
  const env = { ...process.env, BACKCOMPAT_HOME: state };
  const { stdout } = await run(process.execPath, [cli, "ps", "--json"], { env });
  return JSON.parse(stdout);
};

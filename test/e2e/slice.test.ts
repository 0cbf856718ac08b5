import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { debugAction, setBreakpoint, startDebugging, waitForEnd, waitForRow, waitForStop } from "./debugging";
import { pictureOnFailure } from "./failure";
import { tiny } from "./folders";
import { ask, asOnDisk, variables } from "./onTiny";
import { choose, openEditor, runCommand, screenshot, type Workbench, waitForText } from "./workbench";

describe("both sides of tiny under debuggers", () => {
  let workbench: Workbench;
  let before: string;
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    workbench = await openEditor({ folder: tiny });
    before = asOnDisk(workbench);
  });
  afterAll(() => workbench.close());

  it("stops first in the host, then in the older user code, and puts everything back", async () => {
    await setBreakpoint(workbench, "webserver/webserver.py", 42);
    await startDebugging(workbench, "tiny: both sides");
    await runCommand(workbench, "View: Show Run and Debug");
    await waitForRow(workbench, "host workspace · webserver");
    await waitForRow(workbench, "userCode 1.2.0 · codeserver");
    const seen = await variables(workbench);
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
    await expect.poll(() => asOnDisk(workbench), { timeout: 10_000 }).toBe(before);
    expect(await ask(workbench, "ps")).toEqual([]);
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
    await expect.poll(() => asOnDisk(workbench), { timeout: 10_000 }).toBe(before);
    await expect.poll(() => ask(workbench, "ps"), { timeout: 10_000 }).toEqual([]);
  });
});

import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callStack, debugAction, setBreakpoint, waitForEnd, waitForRow, waitForStop } from "./debugging";
import { pictureOnFailure } from "./failure";
import { tiny } from "./folders";
import { breadcrumb, evaluate, exceptionText, picture, roomForFrames, variable } from "./frame";
import { ask, asOnDisk, emulateFromLens, launchFromView, variables } from "./onTiny";
import { row, showViews } from "./views";
import { openEditor, screenshot, type Workbench } from "./workbench";

// One request on its way through both sides, as a person follows it.
describe("one click, and one request through two versions", () => {
  let workbench: Workbench;
  let before: string;
  let tree: string;
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    workbench = await openEditor({ folder: tiny, settings: { "remote.autoForwardPorts": false } });
    before = asOnDisk(workbench);
  });
  afterAll(() => workbench.close());

  it("starts both sides from the lens above the scenario", async () => {
    await setBreakpoint(workbench, "webserver/webserver.py", 42);
    await emulateFromLens(workbench);
    tree = (await variables(workbench))["BACKCOMPAT_USER_CODE_DIR"] ?? "";
    await setBreakpoint(workbench, join(tree, "codeserver", "codeserver.py"), 26);
    expect(await breadcrumb(workbench)).toContain(`${tree.slice(1)}/codeserver/codeserver.py`);
    await picture(workbench, "story-1-both-sides-ready");
  });

  it("stops first in the host of the workspace, with what it is about to send", async () => {
    await launchFromView(workbench);
    await waitForStop(workbench, "webserver.py", 42);
    expect(await breadcrumb(workbench)).toBe("webserver/webserver.py");
    await roomForFrames(workbench);
    await variable(workbench, /job_name\s*=\s*'the_job'/).waitFor();
    await waitForRow(workbench, /host workspace.*paused on breakpoint/i);
    await waitForRow(workbench, /userCode 1\.0\.0 · codeserver.*running/i);
    await picture(workbench, "story-2-stopped-in-host");
  });

  it("stops then in the older user code, in the file of its own tree, with what it was sent", async () => {
    await debugAction(workbench, "continue");
    await waitForStop(workbench, "codeserver.py", 26);
    expect(await breadcrumb(workbench)).toContain(`${tree.slice(1)}/codeserver/codeserver.py`);
    await variable(workbench, /request\s*=\s*{'job_name': 'the_job'}/).waitFor();
    await waitForRow(workbench, /userCode 1\.0\.0.*paused on breakpoint/i);
    await waitForRow(workbench, /host workspace · webserver.*running/i);
    expect((await callStack(workbench)).filter(({ kind }) => kind === "session")).toHaveLength(3);
    await picture(workbench, "story-3-stopped-in-user-code");
  });

  it("steps into and over, and evaluates in the frame where it stands", async () => {
    await debugAction(workbench, "step-into");
    await waitForStop(workbench, "codeserver.py", 15);
    await debugAction(workbench, "step-over");
    await waitForStop(workbench, "codeserver.py", 16);
    await variable(workbench, /field\s*=\s*'job_name'/).waitFor();
    await evaluate(workbench, "field, EXECUTE_FIELDS", "('job_name', ('jobName',))");
    await picture(workbench, "story-4-stepped-and-evaluated");
  });

  it("stops at what the user code, and then the host, doesn't catch, without being asked to", async () => {
    await debugAction(workbench, "continue");
    await waitForStop(workbench, "codeserver.py", 17);
    await exceptionText(workbench, 'unknown field "job_name"').waitFor();
    await waitForRow(workbench, /userCode 1\.0\.0.*paused on ValueError/i);
    await picture(workbench, "story-5-exception-in-user-code");
    await debugAction(workbench, "continue");
    await waitForStop(workbench, "usercode.py", 12);
    await variable(workbench, /error\s*=\s*'Bad Request'/).waitFor();
    await exceptionText(workbench, "answered 400 Bad Request").waitFor();
    await waitForRow(workbench, /host workspace.*paused on UserCodeError/i);
    await picture(workbench, "story-6-exception-in-host");
    await debugAction(workbench, "continue");
    await showViews(workbench);
    await row(workbench, "Scenario", /launch the_job.*500 in/).waitFor();
    await screenshot(workbench, "story-7-answered");
  });

  it("leaves everything as it was once it is stopped", async () => {
    await debugAction(workbench, "stop");
    await waitForEnd(workbench);
    await expect.poll(() => asOnDisk(workbench), { timeout: 10_000 }).toBe(before);
    expect(await ask(workbench, "ps")).toEqual([]);
    await showViews(workbench);
    await row(workbench, "Scenario", /tiny.*not running/).waitFor();
    await row(workbench, "Emulations", /tiny 1\.0\.0.*stopped/).waitFor();
    await screenshot(workbench, "story-8-restored");
  });
});

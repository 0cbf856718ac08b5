import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callStack, debugAction, setBreakpoint, startDebugging, waitForEnd, waitForStop } from "./debugging";
import { pictureOnFailure } from "./failure";
import { copyOf } from "./folders";
import { openEditor, runCommand, screenshot, type Workbench, waitForText } from "./workbench";

const loop = join(import.meta.dirname, "fixtures", "loop");

describe("the workbench", () => {
  let workbench: Workbench;
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    workbench = await openEditor({ folder: copyOf(loop) });
  });
  afterAll(() => workbench.close());

  it("stops at a breakpoint set in the gutter, continues to the next one, and ends", async () => {
    await setBreakpoint(workbench, "app.js", 3);
    await setBreakpoint(workbench, "app.js", 6);
    await startDebugging(workbench, "Run app");
    await waitForStop(workbench, "app.js", 3);
    await screenshot(workbench, "workbench-stopped");
    const frames = (await callStack(workbench)).filter(({ kind }) => kind === "frame");
    expect(frames[0]?.text).toContain("next");
    await debugAction(workbench, "continue");
    await waitForStop(workbench, "app.js", 6);
    await debugAction(workbench, "stop");
    await waitForEnd(workbench);
    await waitForText(workbench, "app.js");
  });

  it("has the packed extension installed, and active once something was debugged", async () => {
    await runCommand(workbench, "Developer: Show Running Extensions");
    const rows = workbench.page.locator(".runtime-extensions-editor .monaco-list-row");
    await rows.first().click();
    // Sorted by time, and ours is among the fastest.
    await workbench.page.keyboard.press("End");
    const ours = rows.filter({ has: workbench.page.getByText("Backcompat", { exact: true }) });
    await ours.getByText(/Activation: \d+ms/).waitFor();
    await screenshot(workbench, "workbench-active");
  });
});

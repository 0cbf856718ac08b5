import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callStack, setBreakpoint, startDebugging, waitForEnd, waitForRow } from "./debugging";
import { pictureOnFailure } from "./failure";
import { several, tiny } from "./folders";
import { Line } from "./line";
import { ask, asOnDisk, variables } from "./onTiny";
import { dialog, press } from "./said";
import { row, showViews } from "./views";
import {
  choose,
  openEditor,
  openFile,
  runCommand,
  screenshot,
  type Workbench,
  waitForText,
} from "./workbench";

const settings = { "remote.autoForwardPorts": false };

describe("a folder that nobody trusts yet", () => {
  let workbench: Workbench;
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    workbench = await openEditor({ folder: tiny, settings, asksTrust: true });
  });
  afterAll(() => workbench.close());

  const lens = (text: string): Locator =>
    workbench.page.locator(".codelens-decoration a").filter({ hasText: text }).first();

  it("has views and lenses that say so, and nothing of it runs, whoever asks", async () => {
    await showViews(workbench);
    await waitForText(workbench, "This workspace is not trusted, so nothing of it is run.", ".sidebar");
    await startDebugging(workbench, "tiny: both sides");
    await dialog(workbench).getByText(/trust/i).first().waitFor();
    await screenshot(workbench, "windows-untrusted-launch");
    await press(dialog(workbench), "Cancel");
    await dialog(workbench).waitFor({ state: "hidden" });
    await openFile(workbench, ".vscode/backcompat.json");
    await lens("Trust this folder to emulate").waitFor();
    await screenshot(workbench, "windows-untrusted");
    expect(await ask(workbench, "ps", "--all")).toEqual([]);
  });

  it("shows its scenarios as soon as somebody trusts it", async () => {
    await lens("Trust this folder to emulate").click();
    const trust = workbench.page
      .locator(".workspace-trust-editor .monaco-button")
      .filter({ hasText: "Trust" });
    await trust.first().click();
    await row(workbench, "Scenario", /tiny.*not running/).waitFor();
    await screenshot(workbench, "windows-trusted");
  });
});

// One emulation in the second folder, through all that may happen to its window.
describe("a workspace of several folders, far away", () => {
  let workbench: Workbench;
  let before: readonly string[];
  const line = new Line();
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    const folder = several({ one: tiny, two: tiny });
    workbench = await openEditor({ folder, settings, through: line.through });
    before = onDisk();
  });
  afterAll(async () => {
    await workbench.close();
    line.close();
  });

  const inside = (name: string): Workbench => ({
    ...workbench,
    folder: join(dirname(workbench.folder), name),
  });
  const onDisk = (): readonly string[] => ["one", "two"].map((name) => asOnDisk(inside(name)));
  const scenario = (text: string | RegExp): Locator => row(workbench, "Scenario", text);
  const idle = (): Locator =>
    workbench.page.locator('.pane:has(.pane-header[aria-label^="Scenario"]) .monaco-list-row').filter({
      hasText: /tiny.*not running/,
    });

  it("shows the scenarios of each, and runs that of the folder that is meant", async () => {
    await showViews(workbench);
    await scenario(/^one$/).waitFor();
    await scenario(/^two$/).waitFor();
    await expect.poll(() => idle().count(), { timeout: 30_000 }).toBe(2);
    await screenshot(workbench, "windows-folders");
    await runCommand(workbench, "Backcompat: Emulate…");
    await waitForText(workbench, "Which folder's scenario?");
    await choose(workbench, "two");
    await waitForText(workbench, "tiny: which release should userCode be?");
    await choose(workbench, "1.2.0");
    await showViews(workbench);
    await scenario(/tiny.*running since/).waitFor({ timeout: 60_000 });
    expect(await idle().count()).toBe(1);
    const two = inside("two");
    expect(await ask(two, "ps")).toMatchObject([{ scenario: "tiny", folder: two.folder }]);
    expect(onDisk()[0]).toBe(before[0]);
    expect(onDisk()[1]).not.toBe(before[1]);
    await screenshot(workbench, "windows-folder-running");
  });

  it("keeps its emulation while the connection is gone, and goes on with it afterwards", async () => {
    const { BACKCOMPAT_WEBSERVER_URL: url = "", BACKCOMPAT_USER_CODE_DIR: tree = "" } = await variables(
      inside("two"),
    );
    await setBreakpoint(workbench, join(tree, "backcompat", "repo.py"), 5);
    line.breaks();
    // It says so only after a while; what it asks for anew it asks for over and over.
    await expect.poll(() => line.refused, { timeout: 60_000 }).toBeGreaterThan(0);
    expect((await fetch(`${url}/server_info`)).status).toBe(200);
    expect(await ask(inside("two"), "ps")).toMatchObject([{ state: "ready" }]);
    line.comesBack();
    await expect.poll(() => line.used, { timeout: 60_000 }).toBeGreaterThan(1);
    await showViews(workbench);
    await scenario(/tiny.*running since/).waitFor();
    const launched = fetch(`${url}/launch`, { method: "POST", body: JSON.stringify({ job: "the_job" }) });
    await workbench.page.locator(".debug-top-stack-frame-line").first().waitFor({ timeout: 60_000 });
    await waitForRow(workbench, /userCode.*paused on breakpoint/i);
    expect((await callStack(workbench)).filter(({ kind }) => kind === "session")).toHaveLength(3);
    await screenshot(workbench, "windows-reconnected");
    // It is still stopped when the window goes.
    launched.catch(() => undefined);
  });

  it("puts everything back when the window is loaded anew", async () => {
    await workbench.page.reload();
    await expect.poll(() => readdirSync(join(workbench.state, "live")), { timeout: 60_000 }).toEqual([]);
    await expect.poll(onDisk, { timeout: 30_000 }).toEqual(before);
    await showViews(workbench);
    await expect.poll(() => idle().count(), { timeout: 30_000 }).toBe(2);
    // By the extension host, or by the guardian where it was given too little time.
    await row(workbench, "Emulations", /tiny 1\.2\.0.*(cancelled|cleaned up)/).waitFor();
    await waitForEnd(workbench);
    await screenshot(workbench, "windows-reloaded");
  });
});

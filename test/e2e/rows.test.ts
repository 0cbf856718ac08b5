import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { waitForEnd, waitForRow } from "./debugging";
import { pictureOnFailure } from "./failure";
import { tiny } from "./folders";
import { asOnDisk, startsOf, variables } from "./onTiny";
import { dialog, pictureOfPicker, press, toast } from "./said";
import { chooseOn, pressOn, row, showViews } from "./views";
import { choose, openEditor, runCommand, screenshot, type Workbench, waitForText } from "./workbench";

// One emulation through all tests of this file.
describe("what the rows of a running scenario can do besides", () => {
  let workbench: Workbench;
  let before: string;
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    workbench = await openEditor({ folder: tiny, settings: { "remote.autoForwardPorts": false } });
    before = asOnDisk(workbench);
  });
  afterAll(() => workbench.close());

  const scenario = (text: string | RegExp): Locator => row(workbench, "Scenario", text);
  const runs = async (host: string, userCode: string): Promise<void> => {
    await scenario(new RegExp(`host.*${host} · Python`)).waitFor({ timeout: 60_000 });
    await scenario(new RegExp(`userCode.*${userCode} · Python`)).waitFor({ timeout: 60_000 });
    await scenario(/webserver.*:\d+ · debugging/).waitFor({ timeout: 60_000 });
    await scenario(/codeserver.*:\d+ · debugging/).waitFor({ timeout: 60_000 });
  };

  it("starts with sides swapped, and says of each release what the policy thinks of it", async () => {
    await showViews(workbench);
    await pressOn(scenario(/tiny.*not running/), "Emulate with Sides Swapped");
    await waitForText(workbench, "tiny: which release should host be? (sides swapped)");
    await waitForText(workbench, /would be older than userCode workspace: hosts are upgraded first/);
    await choose(workbench, "1.0.0");
    await showViews(workbench);
    await scenario(/tiny.*running since.*swapped/).waitFor({ timeout: 60_000 });
    await runs("1\\.0\\.0", "workspace");
    await screenshot(workbench, "rows-swapped");
  });

  it("swaps the sides while it runs, and asks first where the policy is against it", async () => {
    await pressOn(scenario(/tiny.*running/), "Swap Sides");
    await runs("workspace", "1\\.0\\.0");
    await scenario(/tiny.*swapped/).waitFor({ state: "detached" });
    await pressOn(scenario(/tiny.*running/), "Swap Sides");
    await dialog(workbench)
      .getByText(/would be older than userCode workspace: hosts are upgraded first/)
      .waitFor();
    await screenshot(workbench, "rows-swap-warning");
    await press(dialog(workbench), "Cancel");
    await runs("workspace", "1\\.0\\.0");
    const answer = await fetch(`${(await variables(workbench))["BACKCOMPAT_WEBSERVER_URL"]}/server_info`);
    expect(answer.status).toBe(200);
  });

  it("brings a debugger into a service that runs on meanwhile", async () => {
    await chooseOn(workbench, scenario(/codeserver/), "Restart Service Without Debugger");
    await scenario(/codeserver.*:\d+ · running/).waitFor({ timeout: 60_000 });
    const starts = startsOf(workbench, "codeserver");
    await pressOn(scenario(/codeserver/), "Attach Debugger Without Restart");
    await scenario(/codeserver.*:\d+ · debugging/).waitFor({ timeout: 60_000 });
    expect(startsOf(workbench, "codeserver")).toBe(starts);
    await runCommand(workbench, "View: Show Run and Debug");
    await waitForRow(workbench, "tiny 1.0.0");
    await workbench.page.locator(".debug-call-stack .monaco-tl-twistie.collapsed").first().click();
    await waitForRow(workbench, "userCode 1.0.0 · codeserver");
    await screenshot(workbench, "rows-attached");
  });

  it("opens what a service serves in a browser", async () => {
    await showViews(workbench);
    const opened = workbench.page.context().waitForEvent("page");
    await pressOn(scenario(/webserver/), "Open Service in Browser");
    const page = await opened;
    const port = (await variables(workbench))["BACKCOMPAT_WEBSERVER_HTTP_PORT"];
    // An editor that is far away has a way of its own to the port.
    const there = new RegExp(`(127\\.0\\.0\\.1:|/proxy/)${port}/$`);
    await expect.poll(() => page.url(), { timeout: 30_000 }).toMatch(there);
    await page.close();
  });

  it("copies the same as commands for a shell", async () => {
    await chooseOn(workbench, scenario(/tiny.*running/), "Copy as Shell Commands");
    await toast(workbench, "Copied: the same by hand").waitFor();
    const copied = await workbench.page.evaluate("navigator.clipboard.readText()");
    expect(copied).toMatch(/git -C \S+ worktree add --detach \S+ \S+/);
    expect(copied).toMatch(/python -m codeserver/);
  });

  it("shows what was rewritten beside what it was", async () => {
    await pressOn(scenario(/workspace\.yaml/), "Show What Was Rewritten");
    await waitForText(workbench, "workspace.yaml (host: original ↔ now)", ".tabs-container");
    await workbench.page.locator(".monaco-diff-editor .line-insert").first().waitFor();
    await screenshot(workbench, "rows-rewrite");
  });

  it("finds in the files of one side", async () => {
    const tree = (await variables(workbench))["BACKCOMPAT_USER_CODE_DIR"] ?? "";
    await chooseOn(workbench, scenario(/userCode/), "Find in Files of a Side");
    const search = workbench.page.locator(".search-view");
    await search
      .locator(".search-widget .search-container textarea, .search-widget textarea")
      .first()
      .fill("EXECUTE_FIELDS");
    await search.locator(".monaco-list-row").filter({ hasText: "codeserver.py" }).first().waitFor();
    await screenshot(workbench, "rows-find");
    const result = search.locator(".monaco-list-row").filter({ hasText: "EXECUTE_FIELDS" }).first();
    await result.dblclick();
    await workbench.page.locator('.tab.active[data-resource-name="codeserver.py"]').waitFor();
    const crumbs = workbench.page.locator(".editor-group-container.active .monaco-breadcrumb-item");
    const path = (await crumbs.allInnerTexts()).map((text) => text.trim()).join("/");
    expect(path).toContain(`${tree.slice(1)}/codeserver/codeserver.py`);
  });

  it("offers a side's other versions with all that is known of them, and tries one again that failed", async () => {
    const file = join(workbench.folder, ".vscode", "backcompat.json");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace('"-m", "codeserver"', '"-m", "nothing_of_that_name"'));
    await showViews(workbench);
    await pressOn(scenario(/userCode/), "Change Version");
    await waitForText(workbench, /^now · 2019-11-05/, ".quick-input-widget");
    await pictureOfPicker(workbench, "rows-versions");
    await choose(workbench, "1.1.0");
    await toast(workbench, /codeserver/).waitFor({ timeout: 60_000 });
    await screenshot(workbench, "rows-version-failed");
    await scenario(/codeserver.*(failed|stopped)/).waitFor();
    writeFileSync(file, text);
    await pressOn(scenario(/userCode/), "Change Version");
    await waitForText(workbench, /^now · 2020-06-18/, ".quick-input-widget");
    await choose(workbench, "1.1.0");
    await runs("workspace", "1\\.1\\.0");
  });

  it("leaves everything as it was once it is stopped", async () => {
    await pressOn(scenario(/tiny.*running/), "Stop This Emulation");
    await waitForEnd(workbench);
    await scenario(/tiny.*not running/).waitFor();
    await expect.poll(() => asOnDisk(workbench), { timeout: 20_000 }).toBe(before);
  });
});

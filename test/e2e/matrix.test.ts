import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { waitForRow } from "./debugging";
import { pictureOnFailure } from "./failure";
import { type FolderMaker, tiny } from "./folders";
import { logPage } from "./logPane";
import { chooseOn, pressOn, row, showViews } from "./views";
import { openEditor, runCommand, screenshot, type Workbench } from "./workbench";

/** Four cells of the many: what is enough to have a border. */
const small: FolderMaker = async (at) => {
  const folder = await tiny(at);
  const file = join(folder, ".vscode", "backcompat.json");
  const matrix = `"matrix": { "axes": { "host": ["1.6.0", "2.0.0"], "release": ["1.1.0", "1.2.0"] } },`;
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace('"axes": {', `${matrix}\n      "axes": {`));
  return folder;
};

describe("the matrix", () => {
  let workbench: Workbench;
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    workbench = await openEditor({ folder: small, settings: { "remote.autoForwardPorts": false } });
  });
  afterAll(() => workbench.close());

  const page = () => logPage(workbench);
  const cell = (host: string, release: string) =>
    page().locator(`[data-id="host=${host} release=${release}"]`);
  const judged = async (host: string, release: string, verdict: string): Promise<void> =>
    cell(host, release)
      .and(page().locator(`.${verdict}`))
      .waitFor({ timeout: 120_000 });

  it("fills a grid from a scenario's row, and says how many of each there are", async () => {
    await showViews(workbench);
    await chooseOn(workbench, row(workbench, "Scenario", /tiny.*not running/), "Run Matrix");
    await page().getByRole("heading", { name: "tiny: host × release" }).waitFor();
    await judged("2.0.0", "1.1.0", "red");
    for (const [host, release] of [
      ["1.6.0", "1.1.0"],
      ["1.6.0", "1.2.0"],
      ["2.0.0", "1.2.0"],
    ] as const)
      await judged(host, release, "green");
    await page().getByRole("status").getByText("4 of 4 · done").waitFor({ timeout: 120_000 });
    await page().getByRole("button", { name: "✗ 1 red" }).waitFor();
    expect(
      execFileSync("git", ["status", "--porcelain"], { cwd: workbench.folder, encoding: "utf8" }),
    ).toMatch(/^ M \.vscode\/backcompat\.json\n$/);
  });

  it("shows what each side said about a red cell, and where", async () => {
    await cell("1.6.0", "1.2.0").click();
    await workbench.page.keyboard.press("ArrowDown");
    await workbench.page.keyboard.press("ArrowLeft");
    const details = page().locator(".details");
    await details.getByRole("heading", { name: /host 2\.0\.0 release 1\.1\.0 · red/ }).waitFor();
    await details.getByText('unknown field "job_name"').waitFor();
    await details.getByText(/^host 2\.0\.0 · webserver$/).waitFor();
    await screenshot(workbench, "matrix");
    await details.getByRole("button", { name: /codeserver\.py:\d+/ }).click();
    await workbench.page.locator('.tab.active[data-resource-name="codeserver.py"]').waitFor();
  });

  it("is there again after the window was loaded again, with its verdicts and the cell that was looked at", async () => {
    const loaded = workbench.page.waitForEvent("load");
    await runCommand(workbench, "Developer: Reload Window");
    await loaded;
    await judged("2.0.0", "1.1.0", "red");
    await page().getByText("4 of 4 · done").waitFor();
    await page()
      .getByRole("heading", { name: /host 2\.0\.0 release 1\.1\.0 · red/ })
      .waitFor();
  });

  it("leads from a red cell to both sides under debuggers", async () => {
    await page().getByRole("button", { name: "Debug This Pair" }).click();
    await runCommand(workbench, "View: Show Run and Debug");
    await waitForRow(workbench, "userCode 1.1.0 · codeserver");
    await waitForRow(workbench, "host 2.0.0 · webserver");
    await screenshot(workbench, "matrix-debug");
    await runCommand(workbench, "Backcompat: Stop");
    await showViews(workbench);
    await row(workbench, "Scenario", /tiny.*not running/).waitFor({ timeout: 60_000 });
  });

  it("has its cells in the test explorer, where one of them runs again and shows its check", async () => {
    await runCommand(workbench, "Testing: Focus on Test Explorer View");
    await expand(/^tiny/);
    await expand(/^host 2\.0\.0/);
    await pressOn(test(/^release 1\.1\.0/), "Run Test");
    await test(/^release 1\.1\.0/)
      .and(workbench.page.locator('[aria-label*="Failed"]'))
      .waitFor({ timeout: 120_000 });
    await expand(/^release 1\.1\.0/);
    await test(/the_job succeeds/)
      .and(workbench.page.locator('[aria-label*="Failed"]'))
      .waitFor();
    await screenshot(workbench, "matrix-tests");
  });

  const test = (text: RegExp): Locator =>
    workbench.page.locator(".test-explorer .monaco-list-row").filter({ hasText: text }).first();

  const expand = async (text: RegExp): Promise<void> => {
    await test(text).click();
    if ((await test(text).getAttribute("aria-expanded")) === "false")
      await workbench.page.keyboard.press("ArrowRight");
    await test(text).and(workbench.page.locator('[aria-expanded="true"]')).waitFor({ timeout: 60_000 });
  };
});

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { waitForEnd, waitForRow } from "./debugging";
import { pictureOnFailure } from "./failure";
import { tiny, withFiles } from "./folders";
import { dialog as dialogOf, pictureOfPicker, press, pressInPicker, toast as toastOf } from "./said";
import {
  choose,
  openEditor,
  openFile,
  runCommand,
  screenshot,
  typeInto,
  type Workbench,
  waitForText,
} from "./workbench";

const cli = join(import.meta.dirname, "..", "..", "dist", "cli.js");

describe("Emulate, from the click until all is put back", () => {
  let workbench: Workbench;
  let scenarioText: string;
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    workbench = await openEditor({ folder: tiny });
    scenarioText = readFileSync(scenarioPath(), "utf8");
  });
  afterAll(() => workbench.close());

  const scenarioPath = (): string => join(workbench.folder, ".vscode", "backcompat.json");
  const changeScenario = (from: string, to: string): void => {
    expect(scenarioText).toContain(from);
    writeFileSync(scenarioPath(), scenarioText.replace(from, to));
  };
  const restoreScenario = (): void => writeFileSync(scenarioPath(), scenarioText);
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: workbench.folder, encoding: "utf8" }).trim();
  const live = (): string[] => readdirSync(join(workbench.state, "live"));

  const lens = (text: string | RegExp): Locator =>
    workbench.page.locator(".codelens-decoration a").filter({ hasText: text }).first();
  const toast = (text: string | RegExp): Locator => toastOf(workbench, text);
  const dialog = (): Locator => dialogOf(workbench);
  const status = (): Locator => workbench.page.locator(".statusbar-item").filter({ hasText: "⇄" }).first();
  const bothSides = async (release: string): Promise<void> => {
    await waitForRow(workbench, `userCode ${release} · codeserver`);
    await waitForRow(workbench, "host workspace · webserver");
  };
  const stop = async (): Promise<void> => {
    await runCommand(workbench, "Backcompat: Stop and Restore");
    await waitForEnd(workbench);
    await expect.poll(live, { timeout: 10_000 }).toEqual([]);
  };

  it("starts from the lens above a scenario, with a release from the list", async () => {
    await openFile(workbench, ".vscode/backcompat.json");
    await lens("Emulate…").click();
    await waitForText(workbench, "tiny: which release should userCode be?");
    await waitForText(workbench, "2019-11-05", ".quick-input-widget");
    await pictureOfPicker(workbench, "picker");
    await pressInPicker(workbench, "Swap sides");
    await waitForText(workbench, "tiny: which release should host be? (sides swapped)");
    await waitForText(workbench, /would be older than userCode workspace: hosts are upgraded first/);
    await pictureOfPicker(workbench, "picker-swapped");
    await pressInPicker(workbench, "Swap sides");
    await typeInto(workbench, "no-such-branch", { enter: false });
    await choose(workbench, "Branch, commit or tag…");
    await toast(/no-such-branch/).waitFor();
    await waitForText(workbench, "tiny: which release should userCode be?");
    await choose(workbench, "1.0.0");
    await runCommand(workbench, "View: Show Run and Debug");
    await bothSides("1.0.0");
    await status()
      .getByText(/host workspace ⇄ userCode 1\.0\.0.*\d+s/)
      .waitFor();
    await screenshot(workbench, "emulating");
  });

  it("shows everything one can do now behind the status bar", async () => {
    await status().click();
    await waitForText(workbench, "launch the_job", ".quick-input-widget");
    await waitForText(workbench, "Restart codeserver", ".quick-input-widget");
    await pictureOfPicker(workbench, "status-menu");
    await workbench.page.keyboard.press("Escape");
  });

  it("says in the status bar that the scenario was edited, until the edit is taken back", async () => {
    changeScenario('"title": "Webserver', '"title": "The webserver');
    await status().getByText("edited").waitFor();
    await screenshot(workbench, "scenario-edited");
    restoreScenario();
    await status().getByText("edited").waitFor({ state: "detached" });
  });

  it("asks before a second one starts, and puts the first back before the other begins", async () => {
    const [first] = live();
    await runCommand(workbench, "Backcompat: Emulate Again");
    await dialog().getByText("tiny: host workspace ⇄ userCode 1.0.0 runs already.").waitFor();
    await screenshot(workbench, "second-emulation");
    await press(dialog(), "Stop and Start");
    await expect.poll(() => live().filter((one) => one !== first), { timeout: 20_000 }).toHaveLength(1);
    expect(live()).not.toContain(first);
    await bothSides("1.0.0");
    await stop();
    await lens("Emulate Again (1.0.0)").waitFor();
  });

  it("asks about one that a terminal runs on the same folder, and has it put back first", async () => {
    const env = { ...process.env, BACKCOMPAT_HOME: workbench.state };
    const terminal = spawn(process.execPath, [cli, "up", "--with", "release=1.0.0"], {
      cwd: workbench.folder,
      env,
    });
    const ended = once(terminal, "exit");
    await expect.poll(live, { timeout: 20_000 }).toHaveLength(1);
    const [first] = live();
    await runCommand(workbench, "Backcompat: Emulate Again");
    await dialog().getByText("(in another window or terminal) runs already.").waitFor();
    await press(dialog(), "Stop and Start");
    await ended;
    await expect.poll(() => live().filter((one) => one !== first), { timeout: 20_000 }).toHaveLength(1);
    await bothSides("1.0.0");
    await stop();
  });

  it("names the step that failed and why, and tries again once it is mended", async () => {
    changeScenario('"run": ["python", "-m", "codeserver"', '"run": ["python", "-m", "nothing_of_that_name"');
    await runCommand(workbench, "Backcompat: Emulate Again");
    const failure = toast(/codeserver.*No module named/s);
    await failure.waitFor();
    await screenshot(workbench, "failure");
    expect(live()).toEqual([]);
    restoreScenario();
    await press(failure, "Retry");
    await bothSides("1.0.0");
    await stop();
    expect(git("status", "--porcelain")).toBe("");
  });

  it("can be cancelled in the middle, and leaves nothing", async () => {
    changeScenario(
      '"ready": { "tcp": true, "timeout": "30s" }',
      '"ready": { "log": "never said", "timeout": "30s" }',
    );
    await runCommand(workbench, "Backcompat: Emulate Again");
    const progress = toast("Emulating tiny");
    await progress.getByText(/Start codeserver/).waitFor();
    await screenshot(workbench, "progress");
    await press(progress, "Cancel");
    await waitForEnd(workbench);
    await expect.poll(live, { timeout: 10_000 }).toEqual([]);
    restoreScenario();
    expect(git("status", "--porcelain")).toBe("");
    expect(git("worktree", "list").split("\n")).toHaveLength(1);
  });

  it("leads to the mistake in a scenario that can't be used", async () => {
    changeScenario('"side": "userCode"', '"side": "userCod"');
    await waitForText(workbench, "userCod", ".squiggly-error, .monaco-editor");
    await runCommand(workbench, "Backcompat: Emulate Again");
    const refusal = toast('Did you mean "userCode"?');
    await refusal.waitFor();
    await screenshot(workbench, "scenario-mistake");
    await press(refusal, "Edit Scenario");
    await workbench.page.locator(".squiggly-error").first().waitFor();
    restoreScenario();
  });
});

describe("a folder without a scenario", () => {
  let workbench: Workbench;
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    workbench = await openEditor({
      folder: withFiles({ "docker-compose.yml": compose, "README.md": "# shop\n" }),
    });
  });
  afterAll(() => workbench.close());

  it("gets a proposal that is written only once one agrees", async () => {
    const path = join(workbench.folder, ".vscode", "backcompat.json");
    await openFile(workbench, "README.md");
    await runCommand(workbench, "Backcompat: Emulate…");
    const proposal = workbench.page.locator(".notifications-toasts .notification-list-item").first();
    await proposal.getByText(/No scenario here yet.*Nothing is written until you agree/).waitFor();
    await waitForText(workbench, "// Backcompat: two versions of a system side by side.");
    await screenshot(workbench, "proposal");
    expect(existsSync(path)).toBe(false);
    await proposal.locator(".monaco-button").filter({ hasText: "Write Scenario" }).first().click();
    await workbench.page.locator('.tab.active[data-resource-name="backcompat.json"]').waitFor();
    await expect.poll(() => existsSync(path)).toBe(true);
    await workbench.page.locator(".codelens-decoration a").filter({ hasText: "Emulate…" }).first().waitFor();
    await expect.poll(() => workbench.page.locator("[class*=squiggly]").count()).toBe(0);
    await screenshot(workbench, "proposal-written");
  });

  it("has a walkthrough beside it", async () => {
    await runCommand(workbench, "Welcome: Open Walkthrough...");
    await choose(workbench, "Two Versions Side by Side");
    await waitForText(workbench, "Describe what runs together");
    await screenshot(workbench, "walkthrough");
  });
});

const compose = `services:
  web:
    image: shop/web:2.0
    ports: ["8080:80"]
  api:
    image: shop/api:1.4
    ports: ["9000:9000"]
`;

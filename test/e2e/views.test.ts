import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { debugAction, setBreakpoint, waitForEnd } from "./debugging";
import { pictureOnFailure } from "./failure";
import { tiny, withFiles } from "./folders";
import { logLine } from "./logPane";
import { ask, asOnDisk, startsOf, variables } from "./onTiny";
import { chooseOn, pressOn, row, showViews } from "./views";
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
const run = promisify(execFile);

// One emulation through all tests of this file, as a person would have it.
describe("the views of the activity bar", () => {
  let workbench: Workbench;
  let before: string;
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    workbench = await openEditor({ folder: tiny });
    before = asOnDisk(workbench);
  });
  afterAll(() => workbench.close());

  const starts = (): number => startsOf(workbench, "codeserver");
  const scenario = (text: string | RegExp) => row(workbench, "Scenario", text);
  const emulations = (text: string | RegExp) => row(workbench, "Emulations", text);

  it("start a scenario by the button of its row, and show its sides and services", async () => {
    await showViews(workbench);
    await scenario(/tiny.*not running/).waitFor();
    await screenshot(workbench, "views-idle");
    await pressOn(scenario(/tiny/), "Emulate This Scenario");
    await choose(workbench, "1.2.0");
    await showViews(workbench);
    await scenario(/tiny.*running since/).waitFor({ timeout: 60_000 });
    await scenario(/host.*workspace · Python/).waitFor();
    await scenario(/userCode.*1\.2\.0 · Python/).waitFor();
    await scenario(/webserver.*:\d+ · debugging/).waitFor();
    await scenario(/codeserver.*:\d+ · debugging/).waitFor();
    await emulations(/tiny 1\.2\.0.*running since/).waitFor();
    await screenshot(workbench, "views-running");
  });

  it("stop, start and restart one service while the other runs on", async () => {
    const host = (await variables(workbench))["BACKCOMPAT_WEBSERVER_URL"];
    await pressOn(scenario(/codeserver/), "Stop Service");
    await scenario(/codeserver.*stopped/).waitFor();
    await screenshot(workbench, "views-service-stopped");
    expect((await fetch(`${host}/server_info`)).status).toBe(200);
    await pressOn(scenario(/codeserver/), "Start Service");
    await scenario(/codeserver.*debugging/).waitFor({ timeout: 60_000 });
    await pressOn(scenario(/codeserver/), "Restart Service");
    await expect.poll(starts, { timeout: 30_000 }).toBe(3);
    await scenario(/codeserver.*debugging/).waitFor({ timeout: 60_000 });
    await scenario(/tiny.*running since/).waitFor();
    expect(starts()).toBe(3);
  });

  it("take a service out of its debugger, and back", async () => {
    await chooseOn(workbench, scenario(/codeserver/), "Restart Service Without Debugger");
    await scenario(/codeserver.*:\d+ · running/).waitFor({ timeout: 60_000 });
    await pressOn(scenario(/codeserver/), "Restart Service Under Debugger");
    await scenario(/codeserver.*:\d+ · debugging/).waitFor({ timeout: 60_000 });
    await scenario(/webserver.*debugging/).waitFor();
  });

  it("show a service's log, which grows as it is written", async () => {
    await pressOn(scenario(/webserver/), "Show Log");
    const launch = { method: "POST", body: JSON.stringify({ job: "the_job" }) };
    await fetch(`${(await variables(workbench))["BACKCOMPAT_WEBSERVER_URL"]}/launch`, launch);
    await logLine(workbench, /Launching the_job/).waitFor();
    await screenshot(workbench, "views-log");
  });

  it("send an action with what it asks, and say where a breakpoint holds a service", async () => {
    const tree = (await variables(workbench))["BACKCOMPAT_USER_CODE_DIR"] ?? "";
    await setBreakpoint(workbench, join(tree, "backcompat", "repo.py"), 5);
    await pressOn(scenario(/launch the_job/), "Send Action");
    await typeInto(workbench, "the_job");
    await workbench.page.locator(".debug-top-stack-frame-line").first().waitFor();
    // The editor shows its own views at the first stop.
    await workbench.page.locator(".debug-call-stack").waitFor();
    await showViews(workbench);
    await scenario(/codeserver.*paused at repo\.py:5/).waitFor();
    await screenshot(workbench, "views-paused");
    await debugAction(workbench, "continue");
    await scenario(/launch the_job.*200 in/).waitFor();
    await scenario(/codeserver.*debugging/).waitFor();
  });

  it("show the other side's files, read-only until one asks, and compare them", async () => {
    await pressOn(scenario(/userCode/), "Explore Files");
    await row(workbench, "Files", "backcompat").click();
    await row(workbench, "Files", "repo.py").click();
    // The button is there for what can't be edited.
    const allow = workbench.page.locator('.editor-actions [aria-label^="Allow Editing"]');
    await allow.waitFor();
    await screenshot(workbench, "views-files");
    await allow.click();
    await allow.waitFor({ state: "hidden" });
    await openFile(workbench, "webserver/webserver.py");
    await runCommand(workbench, "Backcompat: Compare with the Other Side");
    await waitForText(workbench, /userCode 1\.2\.0 ↔ host workspace/, ".tabs-container");
    await workbench.page.locator(".monaco-diff-editor .line-insert").first().waitFor();
    await screenshot(workbench, "views-compare");
    expect(existsSync(join(workbench.folder, ".vscode", "settings.json"))).toBe(false);
  });

  it("open a terminal inside a side's environment", async () => {
    await pressOn(scenario(/userCode/), "Open Terminal");
    const said = join(workbench.state, "..", "terminal.txt");
    await workbench.page
      .locator(".terminal-wrapper .xterm-cursor-layer, .terminal-wrapper .xterm")
      .first()
      .waitFor();
    await workbench.page
      .locator(".terminal-tab, .single-terminal-tab")
      .getByText("userCode 1.2.0")
      .first()
      .waitFor();
    const script =
      "import os, codeserver; print(codeserver.__file__, os.getcwd(), os.environ['BACKCOMPAT_WEBSERVER_URL'])";
    await workbench.page.keyboard.type(`python -c "${script}" > ${said}.half && mv ${said}.half ${said}\n`);
    await expect.poll(() => existsSync(said), { timeout: 20_000 }).toBe(true);
    const { BACKCOMPAT_USER_CODE_DIR: tree = "", BACKCOMPAT_WEBSERVER_URL: url = "" } =
      await variables(workbench);
    expect(readFileSync(said, "utf8").trim()).toBe(`${tree}/codeserver/__init__.py ${tree} ${url}`);
    await screenshot(workbench, "views-terminal");
  });

  it("change a side's version while the other side runs on", async () => {
    await pressOn(scenario(/userCode/), "Change Version");
    await choose(workbench, "1.0.0");
    await scenario(/userCode.*1\.0\.0 · Python/).waitFor({ timeout: 60_000 });
    await scenario(/codeserver.*debugging/).waitFor({ timeout: 60_000 });
    await emulations(/tiny 1\.0\.0.*running since/).waitFor();
    await screenshot(workbench, "views-version-changed");
  });

  it("say what was once all is stopped and put back, and delete it when told", async () => {
    await pressOn(scenario(/tiny.*running/), "Stop This Emulation");
    await waitForEnd(workbench);
    await scenario(/tiny.*not running/).waitFor();
    await emulations(/tiny 1\.0\.0.*stopped/).waitFor();
    await expect.poll(() => asOnDisk(workbench), { timeout: 10_000 }).toBe(before);
    await screenshot(workbench, "views-stopped");
    await pressOn(emulations(/tiny 1\.0\.0/), "Delete Past Emulation");
    await workbench.page.locator(".monaco-dialog-box").getByText("Delete", { exact: true }).click();
    await waitForText(workbench, /Nothing has run yet/);
    expect(await ask(workbench, "ps", "--all")).toEqual([]);
  });

  it("list what another terminal runs, and stop it there", async () => {
    const env = { ...process.env, BACKCOMPAT_HOME: workbench.state };
    const up = ["up", "tiny", "--with", "release=1.1.0"];
    const other = run(process.execPath, [cli, ...up], { env, cwd: workbench.folder });
    const there = emulations(/tiny 1\.1\.0.*running elsewhere/);
    await there.waitFor();
    await screenshot(workbench, "views-elsewhere");
    await pressOn(there, "Stop This Emulation");
    await other.catch(() => undefined);
    await emulations(/tiny 1\.1\.0.*running/).waitFor({ state: "detached" });
    expect(await ask(workbench, "ps")).toEqual([]);
    await expect.poll(() => asOnDisk(workbench), { timeout: 10_000 }).toBe(before);
  });
});

describe("the views of a folder without a scenario", () => {
  let workbench: Workbench;
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    workbench = await openEditor({ folder: withFiles({ "README.md": "# Nothing yet\n" }) });
  });
  afterAll(() => workbench.close());

  it("offer to set one up, and show what is wrong with one as soon as it is there", async () => {
    await showViews(workbench);
    await waitForText(workbench, /No scenario here yet/, ".sidebar");
    await workbench.page.locator(".sidebar .monaco-button").getByText("Set up Backcompat").waitFor();
    await screenshot(workbench, "views-empty");
    const file = join(workbench.folder, ".vscode", "backcompat.json");
    mkdirSync(dirname(file));
    const wrong = {
      sides: { host: { source: { folder: "." } } },
      services: { a: { side: "hots", run: ["x"] } },
    };
    writeFileSync(file, JSON.stringify({ version: 1, scenarios: { s: wrong } }, undefined, 2));
    const error = row(workbench, "Scenario", /hots/);
    await error.waitFor();
    await screenshot(workbench, "views-error");
    await error.click();
    await workbench.page.locator('.tab.active[data-resource-name="backcompat.json"]').waitFor();
    await waitForText(workbench, /Ln 14/, ".statusbar");
    writeFileSync(file, readFileSync(file, "utf8").replace("hots", "host"));
    await row(workbench, "Scenario", /s.*not running/).waitFor();
  });
});

import { basename } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { pictureOnFailure } from "./failure";
import { tiny } from "./folders";
import { logLine, logPage } from "./logPane";
import { variables } from "./onTiny";
import { pressInPicker } from "./said";
import { chooseOn, pressOn, row, showViews } from "./views";
import { choose, openEditor, runCommand, screenshot, type Workbench, waitForText } from "./workbench";

// One emulation whose older side doesn't understand the newer one: both say so, each in its own words.
describe("the log pane", () => {
  let workbench: Workbench;
  let seen: Record<string, string>;
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    workbench = await openEditor({ folder: tiny });
    await showViews(workbench);
    await pressOn(scenario(/tiny/), "Emulate This Scenario");
    await waitForText(workbench, /tiny: which/, ".quick-input-titlebar");
    await pressInPicker(workbench, "Without debuggers");
    await waitForText(workbench, /\(without debuggers\)/, ".quick-input-titlebar");
    await choose(workbench, "1.0.0");
    await scenario(/tiny.*running since/).waitFor({ timeout: 60_000 });
    seen = await variables(workbench);
  });
  afterAll(() => workbench.close());

  const scenario = (text: string | RegExp) => row(workbench, "Scenario", text);
  const page = () => logPage(workbench);
  const titled = (title: string) => page().getByRole("heading", { name: title }).waitFor();
  const launch = async (): Promise<void> => {
    const body = JSON.stringify({ job: "the_job" });
    await fetch(`${seen["BACKCOMPAT_WEBSERVER_URL"]}/launch`, { method: "POST", body });
  };

  it("opens from a service's row, and follows what the service says", async () => {
    await pressOn(scenario(/webserver/), "Show Log");
    await titled("tiny 1.0.0 — webserver");
    await page().getByRole("button", { name: "Following" }).waitFor();
    await launch();
    await logLine(workbench, /Launching the_job/).waitFor();
    await screenshot(workbench, "log-service");
  });

  it("shows the same moment in the merged view, by key", async () => {
    await logLine(workbench, /Launching the_job/).click();
    await page().locator(".lines").press("m");
    await titled("tiny 1.0.0 — all services");
    await page()
      .locator(".row.current", { hasText: /Launching the_job/ })
      .waitFor();
  });

  it("shows all services merged, and what each side said when it broke", async () => {
    await chooseOn(workbench, scenario(/codeserver/), "Show All Logs");
    await titled("tiny 1.0.0 — all services");
    await logLine(workbench, /host.*webserver.*Launching the_job/).waitFor();
    await logLine(workbench, /userCode.*codeserver.*Traceback/).waitFor();
    await page().locator(".causes li", { hasText: 'unknown field "job_name"' }).waitFor();
    await screenshot(workbench, "log-all");
  });

  it("finds over records that are folded, and says which of how many hits one stands at", async () => {
    await page()
      .locator(".lines")
      .click({ position: { x: 5, y: 5 } });
    await page().locator(".lines").press("/");
    await page().getByRole("searchbox", { name: "Find" }).pressSequentially("def|read_execute");
    await page().getByRole("button", { name: ".*" }).click();
    await page()
      .locator(".hits", { hasText: /^\d+ of \d+$/ })
      .waitFor();
    await page().locator(".row.current mark").first().waitFor();
    const first = await page().locator(".hits").textContent();
    await page().getByRole("searchbox", { name: "Find" }).press("Enter");
    await page()
      .locator(".hits", { hasText: /^\d+ of \d+$/ })
      .filter({ hasNotText: first ?? "" })
      .waitFor();
    await screenshot(workbench, "log-search");
  });

  it("opens the line that a traceback names in the tree of the side that wrote it", async () => {
    await logLine(workbench, /File ".*codeserver\.py", line 17/)
      .locator(".link")
      .click();
    await workbench.page.locator('.tab.active[data-resource-name="codeserver.py"]').waitFor();
    const tree = basename(seen["BACKCOMPAT_USER_CODE_DIR"] ?? "");
    await workbench.page.locator(".breadcrumbs-control").getByText(tree).waitFor();
    await waitForText(workbench, /Ln 17/, ".statusbar");
    await screenshot(workbench, "log-link");
  });

  it("filters by side and level at once, and shows all again", async () => {
    await page().getByRole("button", { name: "userCode 1.0.0", exact: true }).click();
    await logLine(workbench, /codeserver/).waitFor({ state: "detached" });
    await page().getByLabel("Least level").selectOption("error");
    await logLine(workbench, /Launching/).waitFor({ state: "detached" });
    await screenshot(workbench, "log-filter");
    await page().getByLabel("Least level").selectOption("");
    await logLine(workbench, /Launching/).waitFor();
  });

  it("comes back with its filter after the window was loaded again, when the emulation is over", async () => {
    const loaded = workbench.page.waitForEvent("load");
    await runCommand(workbench, "Developer: Reload Window");
    await loaded;
    await titled("tiny 1.0.0 — all services");
    await logLine(workbench, /Launching/).waitFor();
    await logLine(workbench, /codeserver/).waitFor({ state: "detached" });
    await page().getByRole("button", { name: "Clear" }).click();
    await logLine(workbench, /codeserver/).waitFor();
    await screenshot(workbench, "log-restored");
  });
});

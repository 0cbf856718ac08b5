import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { waitForEnd } from "./debugging";
import { pictureOnFailure } from "./failure";
import { tiny } from "./folders";
import { logLine, logPage } from "./logPane";
import { variables } from "./onTiny";
import { chooseOn, pressOn, row, showViews } from "./views";
import { choose, openEditor, runCommand, screenshot, type Workbench, waitForText } from "./workbench";

// One emulation whose older side doesn't understand the newer one: both logs say so, each in its own words.
describe("the log pane", () => {
  let workbench: Workbench;
  let server = "";
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    workbench = await openEditor({ folder: tiny });
    await showViews(workbench);
    await pressOn(scenario(/tiny/), "Emulate This Scenario");
    await choose(workbench, "1.0.0");
    await showViews(workbench);
    await scenario(/codeserver.*:\d+/).waitFor({ timeout: 60_000 });
    await scenario(/webserver.*:\d+ · debugging/).waitFor({ timeout: 60_000 });
    server = (await variables(workbench))["BACKCOMPAT_WEBSERVER_URL"] ?? "";
  });
  afterAll(() => workbench.close());

  const scenario = (text: string | RegExp) => row(workbench, "Scenario", text);
  const launch = () =>
    fetch(`${server}/launch`, { method: "POST", body: JSON.stringify({ job: "the_job" }) });

  it("opens from a service's row, and follows what it says", async () => {
    await pressOn(scenario(/webserver/), "Show Log");
    await logPage(workbench).getByRole("heading", { name: "tiny 1.0.0 — webserver" }).waitFor();
    await logPage(workbench).getByRole("button", { name: "Following" }).waitFor();
    await launch();
    await logLine(workbench, /Launching the_job/).waitFor();
    await screenshot(workbench, "log-service");
  });
});

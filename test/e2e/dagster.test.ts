import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { all, gitStatus, makeSample, newest, suite } from "../real/dagster/world";
import { callStack, debugAction, setBreakpoint, waitForEnd, waitForRow } from "./debugging";
import { pictureOnFailure } from "./failure";
import { picture } from "./frame";
import { ask, variables } from "./onTiny";
import { pressOn, row, showViews } from "./views";
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

const mutation = "python_modules/dagster-graphql/dagster_graphql/schema/roots/mutation.py";
const launches = "execution_params = await create_execution_params(graphene_info, execution_params_dict)";

/** Environments are built, and Dagster starts under debuggers. */
const long = { timeout: 400_000 } as const;

// Minutes of building and starting: with `--all`.
describe.runIf(all)("a Dagster engineer, with the webserver of the clone and user code of 0.14.17", () => {
  let workbench: Workbench;
  let tree: string;
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    workbench = await openEditor({
      folder: async (at) => makeSample(at, ["0.14.17", newest]),
      settings: { "remote.autoForwardPorts": false },
    });
  });
  afterAll(() => workbench.close());

  const lineOf = (path: string, text: string): number =>
    readFileSync(path, "utf8")
      .split("\n")
      .findIndex((line) => line.includes(text)) + 1;
  /** Threads are many here, and their frames not on the screen: the editor's mark, and where the cursor went. */
  const stands = async (file: string, line: number): Promise<void> => {
    await workbench.page.locator(`.tab.active[data-resource-name="${file}"]`).waitFor(long);
    await workbench.page.locator(".debug-top-stack-frame-line").first().waitFor(long);
    await workbench.page.locator(".statusbar").getByText(`Ln ${line},`).waitFor(long);
    await runCommand(workbench, "View: Show Run and Debug");
  };

  it("starts both by one click", async () => {
    await openFile(workbench, ".vscode/backcompat.json");
    await workbench.page.locator(".codelens-decoration a").filter({ hasText: "Emulate…" }).first().click();
    await waitForText(workbench, "2022-05-26", ".quick-input-widget");
    await screenshot(workbench, "dagster-1-releases");
    await choose(workbench, "0.14.17");
    await showViews(workbench);
    await row(workbench, "Scenario", /webserver.*:\d+ · debugging/).waitFor(long);
    await row(workbench, "Scenario", /grpc.*:\d+ · debugging/).waitFor(long);
    await screenshot(workbench, "dagster-2-running");
  });

  it("stops in the mutation of the webserver, in the clone", async () => {
    tree = (await variables(workbench))["BACKCOMPAT_USER_CODE_DIR"] ?? "";
    const opFile = join(tree, suite, "legacy_repo.py");
    await setBreakpoint(workbench, opFile, lineOf(opFile, "def the_op(") + 1);
    const line = lineOf(join(workbench.folder, mutation), launches);
    await setBreakpoint(workbench, mutation, line);
    await showViews(workbench);
    await pressOn(row(workbench, "Scenario", /launch job/), "Send Action");
    for (const asked of ["Job or pipeline", "Run config", "Only these ops", "Tags"]) {
      await waitForText(workbench, asked, ".quick-input-widget");
      if (asked === "Only these ops") await typeInto(workbench, "the_op");
      else await workbench.page.keyboard.press("Enter");
    }
    await stands("mutation.py", line);
    await waitForRow(workbench, /host workspace.*paused on breakpoint/i);
    await picture(workbench, "dagster-3-stopped-in-mutation");
  });

  it("stops then in the op, in the tree of the release, and steps", async () => {
    await debugAction(workbench, "continue");
    await stands("legacy_repo.py", lineOf(join(tree, suite, "legacy_repo.py"), "def the_op(") + 1);
    await waitForRow(workbench, /userCode 0\.14\.17.*paused on breakpoint/i);
    expect((await callStack(workbench)).filter(({ kind }) => kind === "session").length).toBeGreaterThan(3);
    await picture(workbench, "dagster-4-stopped-in-op");
    await debugAction(workbench, "step-out");
    await workbench.page.locator('.tab.active:not([data-resource-name="legacy_repo.py"])').waitFor(long);
    await workbench.page.locator(".debug-top-stack-frame-line").first().waitFor(long);
    await picture(workbench, "dagster-5-stepped-out");
    await debugAction(workbench, "continue");
  });

  it("sees the run succeed, and stops, and the clone is as it was", async () => {
    await showViews(workbench);
    // Sending exits with 0 only where the run ended with SUCCESS.
    await row(workbench, "Scenario", /launch job\W*0 in /).waitFor(long);
    await screenshot(workbench, "dagster-6-succeeded");
    await runCommand(workbench, "Backcompat: Stop and Restore");
    await waitForEnd(workbench);
    await expect.poll(() => gitStatus(workbench.folder), { timeout: 60_000 }).toBe("");
    const worktrees = execFileSync("git", ["worktree", "list"], { cwd: workbench.folder, encoding: "utf8" });
    expect(worktrees.trim().split("\n")).toHaveLength(1);
    expect(await ask(workbench, "ps")).toEqual([]);
  });
});

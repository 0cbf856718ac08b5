import { execFile, execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { waitForRow } from "./debugging";
import { pressOn, row, showViews } from "./views";
import { choose, openFile, runCommand, typeInto, type Workbench } from "./workbench";

const cli = join(import.meta.dirname, "..", "..", "dist", "cli.js");
const run = promisify(execFile);

/** What a stop has to give back. */
export const asOnDisk = ({ folder }: Workbench): string =>
  [
    execFileSync("git", ["status", "--porcelain"], { cwd: folder, encoding: "utf8" }),
    execFileSync("git", ["worktree", "list"], { cwd: folder, encoding: "utf8" }),
    readFileSync(join(folder, "backcompat", "workspace.yaml"), "utf8"),
  ].join("\n");

/** What a shell of the user's would be told. */
export const ask = async ({ state, folder }: Workbench, ...args: string[]): Promise<unknown> => {
  const env = { ...process.env, BACKCOMPAT_HOME: state };
  const { stdout } = await run(process.execPath, [cli, ...args, "--json"], { env, cwd: folder });
  return JSON.parse(stdout);
};

export const variables = async (workbench: Workbench): Promise<Record<string, string>> =>
  (await ask(workbench, "env")) as Record<string, string>;

/** How often a service was started since its emulation began; there is but one emulation. */
export const startsOf = ({ state }: Workbench, service: string): number => {
  const [id = ""] = readdirSync(join(state, "emulations"));
  const journal = readFileSync(join(state, "emulations", id, "journal.jsonl"), "utf8");
  return journal
    .split("\n")
    .filter((line) => line.includes('"kind":"process"') && line.includes(`"${service}"`)).length;
};

/** Host as in the workspace, user code 1.0.0, both under debuggers. */
export const emulateFromLens = async (workbench: Workbench): Promise<void> => {
  await openFile(workbench, ".vscode/backcompat.json");
  await workbench.page.locator(".codelens-decoration a").filter({ hasText: "Emulate…" }).first().click();
  await choose(workbench, "1.0.0");
  await runCommand(workbench, "View: Show Run and Debug");
  await waitForRow(workbench, "userCode 1.0.0 · codeserver");
  await waitForRow(workbench, "host workspace · webserver");
};

/** The request that goes through both sides. */
export const launchFromView = async (workbench: Workbench): Promise<void> => {
  await showViews(workbench);
  await pressOn(row(workbench, "Scenario", /launch the_job/), "Send Action");
  await typeInto(workbench, "the_job");
};

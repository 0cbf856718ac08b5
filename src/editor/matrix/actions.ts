import { promises as fs } from "node:fs";
import { join } from "node:path";
import { commands, env, Uri, window } from "vscode";
import { htmlReport } from "../../matrix/reports/html";
import { asTyped } from "../../processes/quoting";
import { inputFailure } from "../../util/problem";
import type { Editor } from "../context";
import { start } from "../emulate/start";
import type { LoadPanes } from "../logs/register";
import type { MatrixRun } from "./matrixRun";

/** What one can do with a cell, and with all. */
export const versionsOfCell = (
  { session, results }: MatrixRun,
  id: string,
): Readonly<Record<string, string>> => {
  const versions = results.get(id)?.versions ?? session.cells.find((cell) => cell.id === id)?.versions;
  if (versions === undefined) throw inputFailure("no-such-cell", `This matrix has no cell ${id}`);
  const held = Object.entries(session.open.held).map(([axis, { name }]) => [axis, name] as const);
  return { ...Object.fromEntries(held), ...versions };
};

/** The pair under debuggers, as Emulate starts it. */
export const debugCell = async (run: MatrixRun, id: string): Promise<void> => {
  const { choice, scenario } = run.session.open;
  const { folder, swap } = choice;
  await start({ folder, scenario: scenario.name, versions: versionsOfCell(run, id), swap, noDebug: false });
};

export const logsOfCell = async (run: MatrixRun, id: string, panes: LoadPanes): Promise<void> => {
  const emulation = run.results.get(id)?.emulation;
  if (emulation === undefined) throw inputFailure("no-logs", `${id} did not run, so it has no logs`);
  await (await panes()).show({ emulation, services: undefined });
};

/** In a terminal, where its progress and its answer can be read. */
export const bisectFrom = ({ dist }: Editor, run: MatrixRun, id: string, axis: string): void => {
  const { choice, scenario } = run.session.open;
  const versions = versionsOfCell(run, id);
  const held = Object.entries(versions).filter(([name]) => name !== axis);
  const typed = asTyped([
    ...[process.execPath, join(dist, "cli.js"), "bisect", scenario.name, "--axis", axis],
    ...["--bad", versions[axis] ?? ""],
    ...held.flatMap(([name, version]) => ["--with", `${name}=${version}`]),
    ...(choice.swap ? ["--swap"] : []),
  ]);
  const terminal = window.createTerminal({
    name: `bisect ${axis}`,
    cwd: choice.folder,
    // The editor's own program is a Node only when it is told to be one.
    env: { ELECTRON_RUN_AS_NODE: "1" },
    isTransient: true,
  });
  terminal.show();
  terminal.sendText(env.shell.includes("powershell") || env.shell.includes("pwsh") ? `& ${typed}` : typed);
};

export const saveReport = async (run: MatrixRun): Promise<void> => {
  const { choice, scenario } = run.session.open;
  const file = await window.showSaveDialog({
    defaultUri: Uri.file(join(choice.folder, `${scenario.name}-matrix.html`)),
    filters: { "Web page": ["html"], JSON: ["json"] },
  });
  if (file === undefined) return;
  const report = run.report();
  const json = file.path.endsWith(".json");
  const content = json ? JSON.stringify(report, undefined, 2) : htmlReport(scenario.name, report, () => []);
  await fs.writeFile(file.fsPath, content);
  const open = json ? commands.executeCommand("vscode.open", file) : env.openExternal(file);
  await open;
};

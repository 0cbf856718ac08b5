import { commands, QuickPickItemKind, window } from "vscode";
import type { Editor } from "../context";
import { type MenuRow, menuRows } from "./menuRows";

/** All that one can do now, from the status bar. */
export const statusMenu = async ({ emulations }: Editor): Promise<void> => {
  const running = emulations.all.map(({ record, run, services }) => ({
    record,
    settled: run.plan.settled,
    services: new Map([...services].map(([name, service]) => [name, service.state()])),
    ports: run.values.ports,
    edited: false,
  }));
  const items = menuRows(running).map(itemOf);
  const title = running.length === 0 ? "No emulation runs in this window" : "Backcompat";
  const picked = await window.showQuickPick(items, {
    title,
    placeHolder: "What to do",
    matchOnDescription: true,
  });
  const row = picked?.row;
  if (row?.kind === "do") await commands.executeCommand(row.command, row.argument);
};

const itemOf = (row: MenuRow) =>
  row.kind === "group"
    ? { label: row.label, kind: QuickPickItemKind.Separator, row }
    : { label: row.label, description: row.description, row };

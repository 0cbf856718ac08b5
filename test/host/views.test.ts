import { deepStrictEqual } from "node:assert";
import { commands, extensions } from "vscode";
import { z } from "zod";
import { test } from "./harness";

const manifest = z.object({
  contributes: z.object({
    menus: z.record(z.string(), z.array(z.object({ command: z.string() }))),
    views: z.record(z.string(), z.array(z.object({ id: z.string() }))),
    keybindings: z.array(z.object({ command: z.string() })).default([]),
  }),
});

const contributed = () =>
  manifest.parse(extensions.getExtension("backcompat.backcompat")?.packageJSON).contributes;

const missing = async (wanted: readonly string[]): Promise<string[]> => {
  await extensions.getExtension("backcompat.backcompat")?.activate();
  const registered = new Set(await commands.getCommands(true));
  return wanted.filter((command) => !registered.has(command));
};

test("every command that a menu, a row or a key names is there", async () => {
  const { menus, keybindings } = contributed();
  const named = [...Object.values(menus).flat(), ...keybindings].map(({ command }) => command);
  deepStrictEqual(await missing([...new Set(named)]), []);
});

test("every view is there and can be shown by its own command", async () => {
  const { views } = contributed();
  const ids = Object.values(views).flatMap((some) => some.map(({ id }) => id));
  deepStrictEqual(await missing(ids.map((id) => `${id}.focus`)), []);
});

test("views that nobody looks at can be asked to look again", async () => {
  await commands.executeCommand("backcompat.refreshViews");
});

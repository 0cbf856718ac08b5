import { mkdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { Page } from "playwright-core";
import { launch, leaveWorkbench, openWorkbench } from "../../scripts/lib/browser.mts";
import { ensureChromium, ensureEditor } from "../../scripts/lib/editor.mts";
import { ensureInstalled } from "../../scripts/lib/extension.mts";
import { leftBehind } from "../../scripts/lib/run.mts";
import { scratch } from "../../scripts/lib/scratch.mts";
import { type Served, serve } from "../../scripts/lib/server.mts";
import type { FolderMaker } from "./folders";

export interface Options {
  readonly folder: FolderMaker;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** On top of the test's own environment. */
  readonly env?: NodeJS.ProcessEnv;
  readonly asksTrust?: boolean;
  /** Another way to the editor's port, such as one that a test can cut. */
  readonly through?: (port: number) => Promise<number>;
}

/** The editor as a person has it: a clean profile, our packed extension installed, one folder open. */
export interface Workbench {
  readonly page: Page;
  readonly folder: string;
  /** State folder of Backcompat for this workbench alone. */
  readonly state: string;
  readonly served: Served;
  /** Ends all and fails if a process of the run is left. */
  readonly close: () => Promise<void>;
}

export const openEditor = async (options: Options): Promise<Workbench> => {
  const { folder: make, settings = {}, env = {}, asksTrust = false, through } = options;
  const editor = await ensureEditor();
  const extensions = await ensureInstalled(editor);
  const home = scratch("e2e");
  const state = join(home, "state");
  const folder = await make(join(home, "workspace"));
  const environment = { ...process.env, BACKCOMPAT_HOME: state, ...env };
  const own = { home: join(home, "editor"), extensions, settings, env: environment, asksTrust };
  const served = await serve(editor, own);
  const end = async (): Promise<void> => {
    await served.stop();
    const left = await leftBehind(5_000);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    if (left.length > 0) throw new Error(`Left behind by the test:\n${left.join("\n")}`);
  };
  try {
    const address = new URL(served.address(folder));
    if (through !== undefined) address.port = String(await through(served.port));
    const page = await openWorkbench(await launch(await ensureChromium()), address.href);
    page.setDefaultTimeout(30_000);
    const close = async (): Promise<void> => {
      try {
        await leaveWorkbench(page, served);
      } finally {
        await end();
      }
    };
    return { page, folder, state, served, close };
  } catch (error) {
    await end();
    throw error;
  }
};

/** A picture for people, kept under artifacts/. */
export const screenshot = async ({ page }: Workbench, name: string): Promise<string> => {
  const folder = join(import.meta.dirname, "..", "..", "artifacts", "screenshots");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  return path;
};

/** Runs a command by its full title, as the palette shows it: `Debug: Stop`. */
export const runCommand = async (workbench: Workbench, title: string): Promise<void> => {
  const { page } = workbench;
  const entry = page.locator(".quick-input-widget .monaco-list-row").filter({ hasText: title }).first();
  // The palette lists the commands that there were when it was opened: of a workbench that still starts, not all.
  for (let attempt = 1; attempt < 4; attempt += 1) {
    await openQuickInput(workbench, "F1", `>${title}`);
    const there = await entry.waitFor({ timeout: 8_000 }).then(
      () => true,
      () => false,
    );
    if (there) break;
    await page.keyboard.press("Escape");
  }
  await choose(workbench, title);
};

/** Chooses the entry of an open quick pick that shows `label`; where none shows just that, the first that contains it. */
export const choose = async ({ page }: Workbench, label: string): Promise<void> => {
  const rows = page.locator(".quick-input-widget .monaco-list-row");
  const exact = rows.filter({ has: page.getByText(label, { exact: true }) }).first();
  const containing = rows.filter({ hasText: label }).first();
  await exact.or(containing).first().waitFor();
  // The list is filtered while one types: a better entry may come a moment later.
  const there = await exact.waitFor({ timeout: 1_500 }).then(
    () => true,
    () => false,
  );
  await (there ? exact : containing).click();
};

/** Answers an open input box, or filters an open quick pick. */
export const typeInto = async ({ page }: Workbench, text: string, { enter = true } = {}): Promise<void> => {
  const input = page.locator(".quick-input-widget input.input");
  await input.fill(text);
  if (enter) await input.press("Enter");
};

/** Opens a file of the folder, at a line if one is given, and waits until its editor is there. */
export const openFile = async (workbench: Workbench, path: string, line?: number): Promise<void> => {
  await openQuickInput(workbench, "Control+p", path);
  const { page } = workbench;
  const rows = page.locator(".quick-input-widget .monaco-list-row");
  await rows
    .filter({ hasText: basename(path) })
    .first()
    .waitFor();
  await page.keyboard.press("Enter");
  await page.locator(`.tab.active[data-resource-name="${basename(path)}"]`).waitFor();
  await page.locator(".editor-group-container.active .monaco-editor .view-line").first().waitFor();
  if (line === undefined) return;
  await openQuickInput(workbench, "Control+g", `:${line}`);
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
};

/** Waits until a text stands anywhere in the workbench, or in one part of it. */
export const waitForText = async (
  { page }: Workbench,
  text: string | RegExp,
  part = ".monaco-workbench",
): Promise<void> => {
  await page.locator(part).getByText(text).first().waitFor();
};

const openQuickInput = async ({ page }: Workbench, key: string, text: string): Promise<void> => {
  const input = page.locator(".quick-input-widget input.input");
  // A workbench that is still settling closes what was opened too early; one with a dialog open hears no keys.
  for (let attempt = 1; ; attempt += 1) {
    await page.keyboard.press(key);
    try {
      await input.fill(text, { timeout: 3_000 });
      return;
    } catch (error) {
      if (attempt === 4) throw error;
      await page.keyboard.press("Escape");
    }
  }
};

import type { Locator } from "playwright-core";
import { openFile, runCommand, type Workbench } from "./workbench";

export interface CallStackRow {
  readonly kind: "session" | "thread" | "frame" | "other";
  /** As the row shows it: name, file and line, state. */
  readonly text: string;
}

/** Clicks into the gutter beside a line, and waits for the red dot. */
export const setBreakpoint = async (workbench: Workbench, path: string, line: number): Promise<void> => {
  await openFile(workbench, path, line);
  const editor = workbench.page.locator(".editor-group-container.active .monaco-editor").first();
  const place = await gutterOf(editor, line);
  await workbench.page.mouse.click(place.x, place.y);
  await workbench.page.mouse.move(place.x + 400, place.y);
  await dotAt(editor, place.y);
};

/** Starts a launch configuration by its name. */
export const startDebugging = async (workbench: Workbench, name: string): Promise<void> => {
  await runCommand(workbench, "Debug: Select and Start Debugging");
  const rows = workbench.page.locator(".quick-input-widget .monaco-list-row");
  await rows.filter({ hasText: name }).first().click();
};

/** Shows the Run and Debug view and reads its call stack. */
export const callStack = async ({ page }: Workbench): Promise<CallStackRow[]> => {
  const rows = page.locator(".debug-call-stack .monaco-list-row");
  const seen = await rows.evaluateAll((elements) =>
    elements.map((element) => {
      const kinds = ["session", "thread", "stack-frame"].filter(
        (kind) => element.querySelector(`.${kind}`) !== null,
      );
      const text = (element.textContent ?? "").replaceAll(/\s+/g, " ").trim();
      return { kind: kinds[0] ?? "other", top: element.getBoundingClientRect().top, text };
    }),
  );
  // The list reuses its elements: their order in the page is not the order on the screen.
  return seen.sort((a, b) => a.top - b.top).map(({ kind, text }) => ({ kind: kindOf(kind), text }));
};

/** Waits until a row of the call stack shows a text. */
export const waitForRow = async ({ page }: Workbench, text: string | RegExp): Promise<void> => {
  await page
    .locator(".debug-call-stack .monaco-list-row")
    .filter({ hasText: text })
    .first()
    .waitFor({ timeout: 60_000 });
};

/** Waits until execution stands at a line, by the call stack and by the editor's own mark. */
export const waitForStop = async (workbench: Workbench, file: string, line: number): Promise<void> => {
  const { page } = workbench;
  const frames = page.locator(".debug-call-stack .monaco-list-row:has(.stack-frame)");
  const at = frames.filter({ has: page.locator(".file-name", { hasText: file }) });
  await at
    .filter({ has: page.locator(".line-number", { hasText: new RegExp(`^${line}(:|$)`) }) })
    .first()
    .waitFor({ timeout: 60_000 });
  await page.locator(`.tab.active[data-resource-name="${file}"]`).waitFor();
  await page.locator(".debug-top-stack-frame-line, .debug-focused-stack-frame-line").first().waitFor();
};

export type DebugAction =
  | "continue"
  | "pause"
  | "step-over"
  | "step-into"
  | "step-out"
  | "restart"
  | "stop"
  | "disconnect";

/** Clicks a button of the floating debug toolbar. */
export const debugAction = async ({ page }: Workbench, action: DebugAction): Promise<void> => {
  await page.locator(`.debug-toolbar .codicon-debug-${action}`).first().click();
};

/** Waits until no debug session is left. */
export const waitForEnd = async ({ page }: Workbench): Promise<void> => {
  await page.locator(".debug-toolbar").waitFor({ state: "hidden", timeout: 60_000 });
};

const kindOf = (name: string): CallStackRow["kind"] => {
  if (name === "session" || name === "thread") return name;
  return name === "stack-frame" ? "frame" : "other";
};

const gutterOf = async (
  editor: Locator,
  line: number,
): Promise<{ readonly x: number; readonly y: number }> => {
  const number = editor
    .locator(".margin-view-overlays .line-numbers")
    .getByText(String(line), { exact: true });
  const margin = await editor.locator(".margin").first().boundingBox();
  const box = await number.first().boundingBox();
  if (margin === null || box === null) throw new Error(`Line ${line} is not on the screen`);
  return { x: margin.x + 10, y: box.y + box.height / 2 };
};

const dotAt = async (editor: Locator, y: number): Promise<void> => {
  const dots = editor.locator("[class*=codicon-debug-breakpoint]:not([class*=hint])");
  const until = Date.now() + 15_000;
  while (Date.now() < until) {
    for (const dot of await dots.all()) {
      const box = await dot.boundingBox();
      if (box !== null && box.y <= y && y <= box.y + box.height) return;
    }
    await editor.page().waitForTimeout(50);
  }
  throw new Error("No breakpoint appeared in the gutter within 15 s");
};

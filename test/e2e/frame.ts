import type { Locator } from "playwright-core";
import { screenshot, type Workbench } from "./workbench";

/** Room for long names: a wide side bar, and only the panes that tell of the frame. */
export const roomForFrames = async ({ page }: Workbench): Promise<void> => {
  const bar = await page.locator(".part.sidebar").boundingBox();
  if (bar === null) throw new Error("The side bar is not on the screen");
  const [x, y] = [bar.x + bar.width, bar.y + bar.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 190, y, { steps: 4 });
  await page.mouse.up();
  for (const pane of ["Watch", "Breakpoints"]) {
    const header = page.locator(`.pane-header[aria-label^="${pane}"]`);
    if ((await header.getAttribute("aria-expanded")) === "true") await header.click();
  }
};

/** A variable of the focused frame, as its row shows it: `job_name = 'the_job'`. */
export const variable = ({ page }: Workbench, text: string | RegExp): Locator =>
  page.locator(".debug-variables .monaco-list-row").filter({ hasText: text }).first();

/** Asks the focused frame in the debug console; waits for an answer that contains `answer`. */
export const evaluate = async ({ page }: Workbench, expression: string, answer: string): Promise<void> => {
  await page.locator(".repl-input-wrapper .monaco-editor").click();
  await page.keyboard.insertText(expression);
  await page.keyboard.press("Enter");
  await page
    .locator(".repl .monaco-list-row .evaluation-result")
    .filter({ hasText: answer })
    .first()
    .waitFor();
};

/** Where the file of the active editor lies. */
export const breadcrumb = async ({ page }: Workbench): Promise<string> => {
  const items = page.locator(".editor-group-container.active .breadcrumbs-control .monaco-breadcrumb-item");
  return (await items.allInnerTexts()).map((text) => text.trim()).join("/");
};

/** What the editor says in place about the exception that it stopped at. */
export const exceptionText = ({ page }: Workbench, text: string): Locator =>
  page.locator(".exception-widget").filter({ hasText: text }).first();

/** For people: without what stands there only because the pointer does, or for a moment. */
export const picture = async (workbench: Workbench, name: string): Promise<void> => {
  const { page } = workbench;
  await page.mouse.move(250, 20);
  await page.locator(".workbench-hover-container .monaco-hover").waitFor({ state: "hidden" });
  await page.locator(".debug-variables").first().evaluate(settled);
  await screenshot(workbench, name);
};

interface Moving {
  readonly getAnimations: (options: { subtree: true }) => readonly { readonly finished: Promise<unknown> }[];
}

/** Evaluated in the page: until nothing of it moves any more. */
export const settled = (element: Moving): Promise<unknown> =>
  Promise.all(element.getAnimations({ subtree: true }).map(({ finished }) => finished));

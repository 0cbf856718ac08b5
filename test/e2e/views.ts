import type { Locator } from "playwright-core";
import type { Workbench } from "./workbench";

/** Shows our views in the side bar. */
export const showViews = async (workbench: Workbench): Promise<void> => {
  const { page } = workbench;
  const icon = page.locator('.activitybar .action-item:has(.action-label[aria-label^="Backcompat"])');
  await icon.waitFor();
  if ((await icon.getAttribute("aria-selected")) !== "true") await icon.click();
  await row(workbench, "Scenario", /./).or(page.locator(".welcome-view-content")).first().waitFor();
};

/** A row of one of our views, by what it shows. */
export const row = ({ page }: Workbench, view: string, text: string | RegExp): Locator =>
  page
    .locator(`.pane:has(.pane-header[aria-label^="${view}"])`)
    .locator(".monaco-list-row")
    .filter({ hasText: text })
    .first();

/** Presses a button that a row shows while the pointer is on it. */
export const pressOn = async (on: Locator, title: string): Promise<void> => {
  await on.hover();
  await on.locator(`.action-label[aria-label^="${title}"]`).first().click();
};

/** Chooses an entry of a row's context menu. */
export const chooseOn = async (workbench: Workbench, on: Locator, title: string): Promise<void> => {
  await on.click({ button: "right" });
  const entry = workbench.page.locator(".monaco-menu .action-menu-item").filter({ hasText: title }).first();
  await entry.hover();
  // A menu takes no click in its first moments, so that the one that opened it chooses nothing.
  await workbench.page.keyboard.press("Enter");
  await entry.waitFor({ state: "hidden" });
};

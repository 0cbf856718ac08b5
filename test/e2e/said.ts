import type { Locator } from "playwright-core";
import { settled } from "./frame";
import { runCommand, screenshot, type Workbench } from "./workbench";

/** A notification, by what it says. */
export const toast = ({ page }: Workbench, text: string | RegExp): Locator =>
  page.locator(".notifications-toasts .notification-list-item").filter({ hasText: text }).first();

/** What was said, also where the editor kept it from popping up, as it does while much else is said. */
export const waitForSaid = async (workbench: Workbench, text: string | RegExp): Promise<void> => {
  const { page } = workbench;
  const center = page.locator(".notifications-center");
  await runCommand(workbench, "Notifications: Show Notifications");
  await center.locator(".notification-list-item").filter({ hasText: text }).first().waitFor();
  await page.keyboard.press("Escape");
  await center.waitFor({ state: "hidden" });
};

/** The question that nothing else can be done before. */
export const dialog = ({ page }: Workbench): Locator => page.locator(".monaco-dialog-box");

export const press = async (where: Locator, button: string): Promise<void> =>
  await where.locator(".monaco-button").filter({ hasText: button }).first().click();

/** A button of an open quick pick. */
export const pressInPicker = async ({ page }: Workbench, tooltip: string): Promise<void> =>
  await page
    .locator(".quick-input-widget")
    .locator(
      `.quick-input-action-bar [aria-label^="${tooltip}"], .quick-input-titlebar [aria-label^="${tooltip}"]`,
    )
    .first()
    .click();

/** Once it has faded in: the pictures are shown to people. */
export const pictureOfPicker = async (workbench: Workbench, name: string): Promise<void> => {
  await workbench.page.locator(".quick-input-widget").evaluate(settled);
  await screenshot(workbench, name);
};

import type { FrameLocator, Locator } from "playwright-core";
import type { Workbench } from "./workbench";

/** The page of the log pane that is in front. */
export const logPage = ({ page }: Workbench): FrameLocator =>
  page.frameLocator("iframe.webview.ready:visible").frameLocator("#active-frame");

/** A line of the log, by what it shows. */
export const logLine = (workbench: Workbench, text: string | RegExp): Locator =>
  logPage(workbench).locator(".layer > .row").filter({ hasText: text }).last();

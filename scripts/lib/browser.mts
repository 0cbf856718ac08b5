import type { Browser, Page } from "playwright-core";
import type { Served } from "./server.mts";

/** A headless Chromium that asks nothing of the network. */
export const launch = async (executablePath: string): Promise<Browser> => {
  const { chromium } = await import("playwright-core");
  return chromium.launch({
    executablePath,
    timeout: 60_000,
    args: [
      ...[
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
      ],
      ...["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
    ],
  });
};

/** Opens an address of the editor and waits until the workbench is drawn. */
export const openWorkbench = async (browser: Browser, address: string): Promise<Page> => {
  try {
    const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
    await context.grantPermissions(["clipboard-read", "clipboard-write"], {
      origin: new URL(address).origin,
    });
    const page = await context.newPage();
    await page.goto(address, { timeout: 60_000 });
    await page.locator(".monaco-workbench .statusbar").waitFor({ timeout: 60_000 });
    return page;
  } catch (error) {
    await browser.close();
    throw error;
  }
};

/** Closes the page as a person would, so that extensions can deactivate, and then the browser. */
export const leaveWorkbench = async (page: Page, served: Served): Promise<void> => {
  // A closed page ends its extension host at once; a browser that is merely gone, after hours.
  await page.goto("about:blank");
  await served.deactivated();
  await page.context().browser()?.close();
};

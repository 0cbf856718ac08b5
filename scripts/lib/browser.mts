import type { Browser, Page } from "playwright-core";

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
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(address).origin });
  const page = await context.newPage();
  await page.goto(address, { timeout: 60_000 });
  await page.locator(".monaco-workbench .statusbar").waitFor({ timeout: 60_000 });
  return page;
};

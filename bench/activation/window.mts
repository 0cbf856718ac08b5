import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { launch, leaveWorkbench, openWorkbench } from "../../scripts/lib/browser.mts";
import type { Editor } from "../../scripts/lib/editor.mts";
import { serve } from "../../scripts/lib/server.mts";
import type { Place } from "../orphans/place.mts";

export interface Window {
  readonly editor: Editor;
  readonly chromium: string;
  readonly extensions: string;
  readonly place: Place;
  /** Profile and server data of this window alone. */
  readonly home: string;
}

/** A new window with a scenario, and what the editor says that we cost it: loading our code, and `activate`. */
export const activationIn = async ({
  editor,
  chromium,
  extensions,
  place,
  home,
}: Window): Promise<number> => {
  mkdirSync(home);
  const served = await serve(editor, { home, extensions, env: { ...process.env, ...place.env } });
  try {
    const page = await openWorkbench(await launch(chromium), served.address(place.sample));
    const ms = await shownIn(page);
    await leaveWorkbench(page, served);
    return ms;
  } finally {
    await served.stop();
  }
};

const shownIn = async (page: Page): Promise<number> => {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").first().fill(">Developer: Show Running Extensions");
  await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
  await page.keyboard.press("Enter");
  const row = page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: "Backcompat" }).first();
  const time = row.locator(".activation-time");
  await time.filter({ hasText: "ms" }).waitFor({ timeout: 30_000 });
  const ms = /(\d+) ?ms/.exec((await time.textContent()) ?? "")?.[1];
  if (ms === undefined) throw new Error(`No time in “${await row.textContent()}”`);
  return Number(ms);
};

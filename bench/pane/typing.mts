import type { Page } from "playwright-core";

/** How long each key of a word took until the page showed an answer to just that much of it. */
export const typeWord = async (page: Page, word: string): Promise<number[]> => {
  await page.locator("input.search").fill("");
  await page.locator("input.search").focus();
  const times: number[] = [];
  for (const key of word) {
    await page.evaluate("watchAnswer()");
    await page.keyboard.press(key);
    times.push(await page.evaluate<number>("answered"));
  }
  return times;
};

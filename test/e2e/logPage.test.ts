import { mkdirSync, rmSync } from "node:fs";
import type { Browser, Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildInPage, type Core, loadCore } from "../../bench/pane/loadCore.mts";
import { type OpenPane, openPane } from "../../bench/pane/openPage.mts";
import { launch } from "../../scripts/lib/browser.mts";
import { ensureChromium } from "../../scripts/lib/editor.mts";
import { scratch } from "../../scripts/lib/scratch.mts";

const esc = String.fromCharCode(27);

const said = [
  `plain, ${esc}[1;31mred and bold${esc}[0m`,
  '<script>document.title = "taken over"</script><img src=x onerror=alert(1)> &amp;',
  '{"level":"info","job":{"id":3}}',
  "Traceback (most recent call last):",
  '  File "/srv/repo.py", line 12, in launch',
  "    return jobs[name]",
  "KeyError: 'nothing'",
  `${"a long line ".repeat(40)}that ends here`,
  ...Array.from({ length: 300 }, (_, at) => `line ${at}`),
];

// The page alone, before a session over a real store: what the whole editor would only make slower to try.
describe("the page of the log pane", () => {
  const folder = scratch("log-page");
  const heard: unknown[][] = [];
  let core: typeof Core;
  let browser: Browser;
  let pane: OpenPane;
  let store: Awaited<ReturnType<typeof Core.openLogStore>>;
  const files = () => core.emulationFolder(core.stateFolder({ BACKCOMPAT_HOME: folder }), "e1");
  const append = async (...texts: readonly string[]): Promise<void> => {
    for (const text of texts) store.append("web", { time: 1_000_000, stream: "stdout", text });
    await store.flush();
  };

  beforeAll(async () => {
    core = await loadCore(folder);
    browser = await launch(await ensureChromium());
    mkdirSync(files().logs, { recursive: true });
    store = await core.openLogStore(files().logs);
    await append(...said);
  });
  afterAll(async () => {
    await browser.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    heard.length = 0;
    const view = await core.openLogs(files(), { follow: true });
    pane = await openPane(core, browser, view, await buildInPage(folder), (...all) => heard.push(all));
    await line("line 299").waitFor();
  });
  afterEach(() => pane.close());

  const lines = (): Locator => pane.page.locator(".lines");
  const line = (text: string): Locator => pane.page.locator(".layer > .row").filter({ hasText: text });
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await lines().press(key);
  };
  /** Between the lower edge of one painted line and the upper edge of the next. */
  const seams = (): Promise<number[]> =>
    pane.page.locator(".layer > .row").evaluateAll((rows) => {
      const boxes = rows.map((row) => row.getBoundingClientRect()).sort((a, b) => a.top - b.top);
      return boxes.slice(1).map(({ top }, at) => Math.round(top - (boxes[at]?.bottom ?? 0)));
    });

  it("shows markup as the text that it is", async () => {
    await press("Home");
    await line("<script>").waitFor();
    expect(await lines().locator("script, img").count()).toBe(0);
    expect(await pane.page.title()).not.toContain("taken over");
  });

  it("has the colours of the theme's terminal", async () => {
    await press("Home");
    const red = line("plain")
      .locator("span", { hasText: /^red and bold$/ })
      .last();
    expect(await red.getAttribute("style")).toContain("--vscode-terminal-ansiRed");
    expect(await red.getAttribute("class")).toContain("bold");
  });

  it("unfolds records and JSON by keys, and follows a link", async () => {
    await press("Home");
    await line("Traceback").waitFor();
    expect(await line("jobs[name]").count()).toBe(0);
    await press("ArrowDown", "ArrowDown", "ArrowRight");
    await line('"id": 3').waitFor();
    await press("ArrowLeft", "ArrowDown", "ArrowRight");
    await line("jobs[name]").waitFor();
    await press("ArrowDown", "Enter");
    await expect.poll(() => heard).toMatchObject([["open", { file: "/srv/repo.py", line: 12 }]]);
    await press("ArrowLeft");
    await line("jobs[name]").waitFor({ state: "detached" });
  });

  it("leaves neither room nor overlap between lines, be they wrapped, unfolded or not", async () => {
    await press("Home");
    await line("plain").waitFor();
    expect(new Set(await seams())).toEqual(new Set([0]));
    await press("ArrowDown", "ArrowDown", "ArrowRight");
    await line('"id": 3').waitFor();
    expect(new Set(await seams())).toEqual(new Set([0]));
    await press("Alt+z");
    await expect.poll(async () => (await line("that ends here").boundingBox())?.height).toBeGreaterThan(40);
    expect(new Set(await seams())).toEqual(new Set([0]));
  });

  it("tells a screen reader which line of how many one stands at", async () => {
    await press("Home", "ArrowDown");
    expect(await lines().getAttribute("aria-activedescendant")).toBe("row-1");
    const current = pane.page.locator("#row-1");
    expect(await current.getAttribute("aria-posinset")).toBe("2");
    expect(await current.getAttribute("aria-setsize")).toBe(String(said.length));
  });

  it("copies the lines that are selected, seen or not", async () => {
    await press("Home", "ArrowDown", "Shift+End", "Control+c");
    await expect.poll(() => heard).toEqual([["copy", 1, said.length]]);
  });

  it("follows until one scrolls up, and again from its end on", async () => {
    const following = (name: string): Promise<void> => pane.page.getByRole("button", { name }).waitFor();
    await following("Following");
    await lines().hover();
    await pane.page.mouse.wheel(0, -200);
    await following("Paused");
    await append("one more");
    await pane.page.locator(".count", { hasText: String(said.length + 1) }).waitFor();
    expect(await line("one more").count()).toBe(0);
    await press("End");
    await following("Following");
    await line("one more").waitFor();
    said.push("one more");
  });

  it("says why there is nothing to see", async () => {
    await pane.page.locator("input.filter").fill("!/./");
    await pane.page.getByRole("status").getByText("No line passes the filter.").waitFor();
    await pane.page.getByRole("button", { name: "Clear" }).click();
    await line("line 299").waitFor();
    expect(await pane.page.getByText("No line passes").isVisible()).toBe(false);
  });

  it("says what is wrong with an expression, and takes it back when it is mended", async () => {
    await press("/");
    await pane.page.getByRole("button", { name: ".*" }).click();
    await pane.page.locator("input.search").pressSequentially("line (");
    await pane.page.locator(".hits", { hasText: "no regular expression" }).waitFor();
    await pane.page.locator("input.search").pressSequentially("1|2)7$");
    await pane.page.locator(".hits", { hasText: /^\d+ of 2$/ }).waitFor();
    await pane.page.locator("input.search").press("Escape");
    await expect.poll(() => pane.page.locator("mark").count()).toBe(0);
  });
});

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandLine, marked } from "../../scripts/lib/run.mts";
import { waitForEnd } from "./debugging";
import { pictureOnFailure } from "./failure";
import { tiny } from "./folders";
import { asOnDisk } from "./onTiny";
import { dialog, pictureOfPicker, press, pressInPicker, toast, waitForSaid } from "./said";
import { pressOn, row, showViews } from "./views";
import { choose, openEditor, runCommand, screenshot, type Workbench, waitForText } from "./workbench";

describe("a start that goes another way than straight ahead", () => {
  let workbench: Workbench;
  let before: string;
  let text: string;
  const deaf = new DeafServer();
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    await deaf.listen();
    workbench = await openEditor({ folder: tiny, settings: { "remote.autoForwardPorts": false } });
    before = asOnDisk(workbench);
    text = readFileSync(file(), "utf8");
  });
  afterAll(async () => {
    await workbench.close();
    await deaf.close();
  });

  const file = (): string => join(workbench.folder, ".vscode", "backcompat.json");
  const change = (from: string, to: string): void => {
    expect(text).toContain(from);
    writeFileSync(file(), text.replace(from, to));
  };
  const restore = (): void => writeFileSync(file(), text);
  const scenario = (what: string | RegExp): Locator => row(workbench, "Scenario", what);
  const live = (): string[] => readdirSync(join(workbench.state, "live"));
  const emulations = (): string[] => readdirSync(join(workbench.state, "emulations"));
  const running = (words: string): string[] =>
    marked()
      .map(commandLine)
      .filter((line) => line.includes(words));
  const putBack = async (): Promise<void> => {
    await expect.poll(live, { timeout: 30_000 }).toEqual([]);
    await expect.poll(() => asOnDisk(workbench), { timeout: 10_000 }).toBe(before);
  };

  it("goes back from the second question to the first, and runs without debuggers when told", async () => {
    change('"default": "workspace"', '"default": "2.0.0"');
    await showViews(workbench);
    await pressOn(scenario(/tiny.*not running/), "Emulate This Scenario");
    await waitForText(workbench, "tiny: which version of host should host be? (1/2)");
    await pressInPicker(workbench, "Without debuggers");
    await waitForText(workbench, /\(without debuggers\)/, ".quick-input-titlebar");
    await choose(workbench, "1.4.0");
    await waitForText(workbench, /which release should userCode be\?.*2\/2/, ".quick-input-titlebar");
    await pressInPicker(workbench, "Back");
    await waitForText(workbench, /which version of host should host be\?.*1\/2/, ".quick-input-titlebar");
    await choose(workbench, "1.5.0");
    await waitForText(workbench, /which release should userCode be\?.*2\/2/, ".quick-input-titlebar");
    await pictureOfPicker(workbench, "starts-second-question");
    await choose(workbench, "1.0.0");
    await scenario(/tiny.*running since/).waitFor({ timeout: 60_000 });
    await scenario(/host.*1\.5\.0 · Python/).waitFor();
    await scenario(/webserver.*:\d+ · running/).waitFor();
    await scenario(/codeserver.*:\d+ · running/).waitFor();
    restore();
  });

  it("runs beside one that runs already, with ports of its own", async () => {
    const [first] = live();
    await runCommand(workbench, "Backcompat: Emulate Again");
    await dialog(workbench)
      .getByText(/runs already/)
      .waitFor();
    await press(dialog(workbench), "Run Beside It");
    await expect.poll(live, { timeout: 30_000 }).toHaveLength(2);
    expect(live()).toContain(first);
    const both = workbench.page
      .locator('.pane:has(.pane-header[aria-label^="Scenario"]) .monaco-list-row')
      .filter({ hasText: /tiny.*running since/ });
    await expect.poll(() => both.count(), { timeout: 60_000 }).toBe(2);
    await screenshot(workbench, "starts-beside");
    await runCommand(workbench, "Backcompat: Stop and Restore");
    await waitForEnd(workbench);
    await putBack();
  });

  it("shows the log of what failed, and cleans up what the try left", async () => {
    change('"-m", "codeserver"', '"-m", "nothing_of_that_name"');
    const past = emulations();
    await runCommand(workbench, "Backcompat: Emulate Again");
    const failure = toast(workbench, /codeserver.*No module named/s);
    await failure.waitFor({ timeout: 60_000 });
    const [failed = ""] = emulations().filter((one) => !past.includes(one));
    await press(failure, "Clean Up");
    await expect.poll(emulations, { timeout: 30_000 }).not.toContain(failed);
    await waitForSaid(workbench, "Cleaned up: the logs of the failed try are gone");
    await runCommand(workbench, "Backcompat: Emulate Again");
    await toast(workbench, /codeserver.*No module named/s).waitFor({ timeout: 60_000 });
    await press(toast(workbench, /codeserver.*No module named/s), "Show Log");
    await waitForText(workbench, /nothing_of_that_name/, ".part.panel .view-lines");
    await screenshot(workbench, "starts-log");
    restore();
    await putBack();
  });

  it("is cancelled while versions are looked up", async () => {
    change(
      '{ "git": "${workspaceFolder}", "match"',
      `{ "git": "http://127.0.0.1:${deaf.port}/x.git", "match"`,
    );
    await runCommand(workbench, "Backcompat: Emulate Again");
    const progress = toast(workbench, "Emulating tiny");
    await progress.getByText("Looking up versions").waitFor();
    await expect.poll(() => deaf.asked).toBeGreaterThan(0);
    await screenshot(workbench, "starts-look-up");
    await press(progress, "Cancel");
    await progress.waitFor({ state: "hidden" });
    await waitForEnd(workbench);
    await expect.poll(() => running("x.git"), { timeout: 20_000 }).toEqual([]);
    restore();
    await putBack();
  });

  it("is given up by closing the list while releases are read", async () => {
    change(
      '{ "git": "${workspaceFolder}", "match"',
      `{ "git": "http://127.0.0.1:${deaf.port}/y.git", "match"`,
    );
    const asked = deaf.asked;
    await runCommand(workbench, "Backcompat: Emulate…");
    await expect.poll(() => deaf.asked).toBeGreaterThan(asked);
    await workbench.page.locator(".quick-input-widget input.input").press("Escape");
    await expect.poll(() => running("y.git"), { timeout: 20_000 }).toEqual([]);
    restore();
  });

  it("is cancelled while an environment is built", async () => {
    const forever = '{ "commands": [["python3", "-c", "import time; time.sleep(3600)"]],';
    const python = /"source": { "git": "\$\{release\}" },\s+"python": { "version": ">=3.8" },/;
    expect(text).toMatch(python);
    writeFileSync(file(), text.replace(python, `"source": { "git": "\${release}" }, ${forever.slice(2)}`));
    await runCommand(workbench, "Backcompat: Emulate Again");
    const progress = toast(workbench, "Emulating tiny");
    await expect.poll(() => running("time.sleep(3600)"), { timeout: 60_000 }).not.toEqual([]);
    await screenshot(workbench, "starts-build");
    await press(progress, "Cancel");
    await waitForEnd(workbench);
    await expect.poll(() => running("time.sleep(3600)"), { timeout: 20_000 }).toEqual([]);
    restore();
    await putBack();
  });
});

/** Takes connections, and answers nothing. */
class DeafServer {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((socket) => {
    this.#sockets.add(socket);
    this.asked++;
    socket.on("error", () => undefined);
    socket.resume();
  });
  asked = 0;

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("It does not listen");
    return address.port;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

// Does the log pane stay smooth over a million lines? `npm run bench:pane -- --lines N`
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "../scripts/lib/browser.mts";
import { ensureChromium } from "../scripts/lib/editor.mts";
import { root } from "./orphans/place.mts";
import { writeLines } from "./pane/lines.mts";
import { buildInPage, loadCore } from "./pane/loadCore.mts";
import { openPane } from "./pane/openPage.mts";
import type { Scrolled } from "./pane/scrolled.ts";
import { typeWord } from "./pane/typing.mts";
import type { Measured } from "./startup/measure.mts";
import { table } from "./startup/table.mts";

const leastFrames = 50;
const mostMs = 100;
const { values } = parseArgs({
  options: { lines: { type: "string", default: "1000000" }, seconds: { type: "string", default: "5" } },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const folder = realpathSync(mkdtempSync(join(tmpdir(), "pane-")));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const core = await loadCore(folder);
console.error(`Writing ${values.lines} lines …`);
const id = await writeLines(core, folder, Number(values.lines));
const view = await core.openLogs(core.emulationFolder(core.stateFolder({ BACKCOMPAT_HOME: folder }), id));
await view.settled();
const browser = await launch(await ensureChromium());
const { page, close } = await openPane(core, browser, view, await buildInPage(folder));
await page.locator(".row .text").first().waitFor();

const scrolled = (
  what: string,
  bare: number,
  { framesPerSecond, right, painted, inPlace }: Scrolled,
): Measured[] => [
  {
    what: `${what}: frames`,
    ours: framesPerSecond,
    unit: "/s",
    peer: { name: "doing nothing", value: bare },
    bound: `≥ ${leastFrames} /s`,
    holds: framesPerSecond >= leastFrames,
  },
  {
    what: `${what}: lines that are what they stand for`,
    ours: (right / painted) * 100,
    unit: "%",
    bound: "100 %",
    holds: right === painted && painted > 0,
  },
  {
    what: `${what}: frames where the scroll bar says`,
    ours: inPlace * 100,
    unit: "%",
    bound: "100 %",
    holds: inPlace === 1,
  },
];

const ms = Number(values.seconds) * 1_000;
const scroll = (how: "wheel" | "drag"): Promise<Scrolled> => page.evaluate(`scrollPane("${how}", ${ms})`);
const bare = await page.evaluate<number>(`bareFrames(${ms})`);
const wheel = await scroll("wheel");
const drag = await scroll("drag");
mkdirSync(join(root, "artifacts", "screenshots"), { recursive: true });
await page.screenshot({ path: join(root, "artifacts", "screenshots", "pane-bench.png") });
const words = ["needle", "request 4", "handlers"];
const typed: number[][] = [];
for (const word of words) typed.push(await typeWord(page, word));
await close();
await browser.close();

const rows: Measured[] = [
  ...scrolled("wheel", bare, wheel),
  ...scrolled("drag", bare, drag),
  ...typed.map((times, at) => ({
    what: `search, key by key: ${words[at]} (slowest)`,
    ours: Math.max(...times),
    unit: "ms" as const,
    bound: `≤ ${mostMs} ms`,
    holds: Math.max(...times) <= mostMs,
  })),
];
const part = (drag.empty / (drag.empty + drag.painted)) * 100;
console.log(`\n${table(rows)}\n\nWhile dragged, ${part.toFixed(1)} % of the lines had no text yet.`);
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;

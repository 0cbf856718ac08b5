// What does a window with a scenario pay for us at its start? `npm run bench:activation -- --windows N`
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureChromium, ensureEditor } from "../scripts/lib/editor.mts";
import { ensureInstalled } from "../scripts/lib/extension.mts";
import { activationIn } from "./activation/window.mts";
import { makePlace, removePlace } from "./orphans/place.mts";
import { median } from "./startup/measure.mts";
import { table } from "./startup/table.mts";

const mostMs = 30;
const mostKb = 250;
const { values } = parseArgs({ options: { windows: { type: "string", default: "5" } } });
const windows = Number(values.windows);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const editor = await ensureEditor();
const chromium = await ensureChromium();
const extensions = await ensureInstalled(editor);
const place = makePlace();
process.once("exit", () => removePlace(place));
const times: number[] = [];
for (let count = 0; count < windows; count++)
  times.push(
    await activationIn({ editor, chromium, extensions, place, home: join(place.folder, `${count}`) }),
  );
const activation = median(times);

const installed = readdirSync(extensions).find((name) => name.startsWith("backcompat.")) ?? "";
const entry = statSync(join(extensions, installed, "dist", "extension.js")).size / 1000;
const rows = [
  {
    what: "load and activate()",
    ours: activation,
    unit: "ms",
    bound: `≤ ${mostMs} ms`,
    holds: activation <= mostMs,
  },
  { what: "entry chunk", ours: entry, unit: "KB", bound: `≤ ${mostKb} KB`, holds: entry <= mostKb },
] as const;
console.log(`\n${table(rows)}\n\nMedian of ${windows} windows: ${times.join(", ")} ms.`);
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;

// How long does it take until it runs, and what does it weigh? `npm run bench:startup -- --runs N`
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { makePlace, removePlace } from "./orphans/place.mts";
import { measureEnvironment } from "./startup/environment.mts";
import { bundleCore } from "./startup/loadCore.mts";
import type { Measured } from "./startup/measure.mts";
import { table } from "./startup/table.mts";
import { measureUp } from "./startup/tiny.mts";
import { measureTrees } from "./startup/trees.mts";
import { measurePlan, measureVersions } from "./startup/verbs.mts";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "7" }, only: { type: "string" } },
});
const runs = Number(values.runs);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const place = makePlace();
process.once("exit", () => removePlace(place));
const core = await bundleCore(place.folder);
const benches: Readonly<Record<string, () => Promise<readonly Measured[]>>> = {
  up: () => measureUp(place, runs),
  environment: async () => [await measureEnvironment(place, core, runs)],
  plan: async () => [await measurePlan(place, runs)],
  versions: async () => [await measureVersions(place, runs)],
  trees: () => measureTrees(place, core, Math.ceil(runs / 2)),
};
const rows: Measured[] = [];
for (const [name, measure] of Object.entries(benches)) {
  if (values.only !== undefined && !values.only.split(",").includes(name)) continue;
  console.error(`measuring ${name} …`);
  rows.push(...(await measure()));
}
console.log(
  `\n${table(rows)}\n\nMedians of ${runs} runs that took turns (of trees: ${Math.ceil(runs / 2)}).`,
);
const [load = 0] = loadavg();
if (load > cpus().length)
  console.log(
    `Others keep this machine busy (load ${load.toFixed(1)} on ${cpus().length} processors): only ratios count.`,
  );
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;

// How fast are a million lines indexed, merged and searched, and what do five cost? `npm run bench:logs -- --runs N`
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Logs, measureIndex, measureMerge } from "./logs/indexing.mts";
import { buildCore, loadCore } from "./logs/loadCore.mts";
import { measureMemory } from "./logs/memory.mts";
import { measureSearch } from "./logs/searching.mts";
import { writePlain, writeStore } from "./logs/stores.mts";
import type { Measured } from "./startup/measure.mts";
import { table } from "./startup/table.mts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "7" },
    lines: { type: "string", default: "1000000" },
    only: { type: "string" },
  },
});
const [runs, lines] = [Number(values.runs), Number(values.lines)];
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const folder = realpathSync(mkdtempSync(join(tmpdir(), "logs-")));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const coreFile = await buildCore(folder);
const core = loadCore(coreFile);
const [plain, empty] = [join(folder, "plain.log"), join(folder, "empty.log")];
console.error(`writing ${lines} lines …`);
writeFileSync(empty, "");
await writePlain(plain, lines);
const logs: Logs = {
  core,
  plain,
  empty,
  lines,
  one: await writeStore(core, join(folder, "one"), lines, 1),
  eight: await writeStore(core, join(folder, "eight"), lines, 8),
};
const benches: Readonly<Record<string, () => Promise<readonly Measured[]>>> = {
  index: () => measureIndex(logs, runs),
  merge: async () => [await measureMerge(logs, runs)],
  search: () => measureSearch(logs, runs),
  memory: async () => {
    const root = join(folder, "five");
    await writeStore(core, root, lines * 5, 8);
    return [await measureMemory(coreFile, root, lines * 5)];
  },
};
const rows: Measured[] = [];
for (const [name, measure] of Object.entries(benches)) {
  if (values.only !== undefined && !values.only.split(",").includes(name)) continue;
  console.error(`measuring ${name} …`);
  rows.push(...(await measure()));
}
console.log(`\n${table(rows)}\n\nMedians of ${runs} runs that took turns, over ${lines} lines.`);
const [load = 0] = loadavg();
if (load > cpus().length)
  console.log(
    `Others keep this machine busy (load ${load.toFixed(1)} on ${cpus().length} processors): only ratios count.`,
  );
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;

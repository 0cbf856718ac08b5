// How fast do lines of containers come into the store? `npm run bench:capture -- --lines N --runs N`
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureContainers } from "./capture/containers.mts";
import { loadCore } from "./capture/loadCore.mts";
import { table } from "./startup/table.mts";

const { values } = parseArgs({
  options: { lines: { type: "string", default: "500000" }, runs: { type: "string", default: "5" } },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const folder = realpathSync(mkdtempSync(join(tmpdir(), "capture-")));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const core = await loadCore(folder);
const rows = [
  await measureContainers(core, folder, { lines: Number(values.lines), runs: Number(values.runs) }),
];
console.log(`\n${table(rows)}\n\nMedians of ${values.runs} runs that took turns.`);
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;

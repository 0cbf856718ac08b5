// What does our proxy cost between editor and debugger? `npm run bench:proxy -- --steps N`
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureAdded } from "./proxy/added.mts";
import { loadCore } from "./proxy/loadCore.mts";
import { measureStepping } from "./proxy/stepping.mts";
import { table } from "./startup/table.mts";

const { values } = parseArgs({ options: { steps: { type: "string", default: "200" } } });
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const folder = realpathSync(mkdtempSync(join(tmpdir(), "proxy-")));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const core = await loadCore(folder);
const rows = [
  await measureAdded(core, folder, 10_000),
  await measureStepping(core, folder, Number(values.steps)),
];
console.log(`\n${table(rows)}\n\nMedians of ${values.steps} steps that took turns.`);
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { temporaryFolder } from "../../system/cli/world";

/** The whole grid takes the better part of an hour: it runs with `--all`. */
export const all = process.env["BACKCOMPAT_ALL"] === "1";

/** A copy of the sample whose services take any free ports. */
export const mlflowSample = (): string => {
  const folder = join(temporaryFolder(), "mlflow");
  execFileSync(process.execPath, [join(process.cwd(), "scripts", "sample.mjs"), "mlflow", folder], {
    stdio: "pipe",
  });
  const anyPorts = { services: { database: { ports: { sql: {} } }, tracking: { ports: { http: {} } } } };
  const scenarios = { mlflow: anyPorts, "mlflow on one database": anyPorts };
  mkdirSync(join(folder, ".git", "info"), { recursive: true });
  writeFileSync(join(folder, ".git", "info", "exclude"), ".vscode/backcompat.local.json\n");
  writeFileSync(join(folder, ".vscode", "backcompat.local.json"), JSON.stringify({ version: 1, scenarios }));
  return folder;
};

const report = z.object({
  cells: z.array(
    z.looseObject({
      versions: z.object({ server: z.string(), client: z.string() }),
      verdict: z.string(),
      checks: z.array(z.looseObject({ name: z.string(), verdict: z.string() })),
      outputs: z.record(z.string(), z.string()).optional(),
      rootCauseLines: z.array(z.looseObject({ side: z.string(), service: z.string(), text: z.string() })),
      silent: z.array(z.string()),
    }),
  ),
});

export type Cells = z.infer<typeof report>["cells"];

export const cellsIn = (out: string): Cells => report.parse(JSON.parse(out)).cells;

/** `2.9.2 1.30.1 red`: server, client, verdict. */
export const told = (cells: Cells): readonly string[] =>
  cells.map(({ versions: { server, client }, verdict }) => `${server} ${client} ${verdict}`);

// Writes the editor's schemas from the typed one; with --check only says whether they are up to date.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const check = process.argv.includes("--check");
const files = { main: "media/backcompat.schema.json", local: "media/backcompat.local.schema.json" };

const bundled = async () => {
  const folder = await mkdtemp(join(tmpdir(), "backcompat-schema-"));
  try {
    const outfile = join(folder, "jsonSchema.mjs");
    await build({
      entryPoints: [join(root, "src/scenario/jsonSchema.ts")],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      logLevel: "error",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const { jsonSchema } = await bundled();
let stale = 0;
for (const [kind, file] of Object.entries(files)) {
  const wanted = `${JSON.stringify(jsonSchema(kind), undefined, 1)}\n`;
  const there = await readFile(join(root, file), "utf8").catch(() => "");
  if (there === wanted) continue;
  stale++;
  if (check) console.error(`${file} is stale: run node scripts/schema.mjs`);
  else {
    await writeFile(join(root, file), wanted);
    console.log(`wrote ${file}`);
  }
}
process.exitCode = check && stale > 0 ? 1 : 0;

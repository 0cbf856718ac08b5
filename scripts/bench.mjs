// npm run bench:NAME: sets up and builds where needed, then measures.
import { fileURLToPath } from "node:url";
import { main } from "./bootstrap.mjs";

await main(import.meta.url, async ([name = "", ...args]) => {
  const { ensureDependencies } = await import("./lib/dependencies.mts");
  const { ensureBuilt } = await import("./lib/build.mts");
  const { run } = await import("./lib/run.mts");
  await ensureDependencies();
  await ensureBuilt();
  const bench = fileURLToPath(new URL(`../bench/${name}.mts`, import.meta.url));
  return (await run([process.execPath, bench, ...args], { timeoutMs: 3_600_000 })).code;
});

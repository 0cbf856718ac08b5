import { main } from "./bootstrap.mjs";

await main(import.meta.url, async (args) => {
  const { start } = await import("./lib/start.mts");
  return start(args);
});

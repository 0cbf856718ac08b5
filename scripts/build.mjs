import { main } from "./bootstrap.mjs";

await main(import.meta.url, async (args) => {
  const { build } = await import("./lib/build.mts");
  return build(args);
});

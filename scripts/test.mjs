import { main } from "./bootstrap.mjs";

await main(import.meta.url, async (args) => {
  const { test } = await import("./lib/test.mts");
  return test(args);
});

import { main } from "./bootstrap.mjs";

await main(import.meta.url, async () => {
  const { rows } = await import("./lib/rows.mts");
  return rows();
});

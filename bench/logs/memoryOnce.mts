// A process of its own: opens logs, goes through them, and says what memory it has before and after.
import { setTimeout as sleep } from "node:timers/promises";
import { loadCore } from "./loadCore.mts";
import { emulationIn } from "./stores.mts";

const [, , coreFile = "", root = ""] = process.argv;
const core = loadCore(coreFile);

const resident = async (): Promise<number> => {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.();
    await sleep(50);
  }
  return process.memoryUsage().rss / 1e6;
};

const idle = await resident();
const view = await core.openLogs(emulationIn(root));
const step = Math.floor(view.count / 200);
for (let line = 0; line < view.count; line += step) await view.rows(line, line + 60);
const found = await view.find({ text: "ERROR" });
const open = await resident();
console.log(JSON.stringify({ idle, open, lines: view.count, found: found.count }));
view.dispose();

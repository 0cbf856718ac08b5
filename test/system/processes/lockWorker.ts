import { readFileSync, writeFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { withLock } from "../../../src/processes/locks";

/** Counts up in a file under a lock, leaving time for others between reading and writing; may die with the lock. */
const [lock = "", counter = "", times = "0", end] = process.argv.slice(2);

const countUp = async (): Promise<void> => {
  const before = Number(readFileSync(counter, "utf8"));
  await setImmediate();
  writeFileSync(counter, String(before + 1));
};

for (let turn = 1; turn <= Number(times); turn++)
  await withLock(lock, "the counter", async () => {
    await countUp();
    if (end === "dies" && turn === Number(times)) process.kill(process.pid, "SIGKILL");
  });

import { once } from "node:events";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { lineAt, started } from "./lines.mts";
import type { Core } from "./loadCore.mts";

/** As a peer reads it. */
export const writePlain = async (file: string, count: number): Promise<void> => {
  const stream = createWriteStream(file);
  for (let number = 0; number < count; number += 1000) {
    const part = Array.from({ length: Math.min(1000, count - number) }, (_, i) => `${lineAt(number + i)}\n`);
    if (!stream.write(part.join(""))) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "close");
};

/** As an emulation leaves it: by turns of the services, of each its own store. */
export const writeStore = async (core: typeof Core, root: string, count: number, services: number) => {
  const logs = join(root, "logs");
  mkdirSync(logs, { recursive: true });
  const store = await core.openLogStore(logs);
  for (let number = 0; number < count; number++) {
    const service = `s${number % services}`;
    store.append(service, {
      time: started + number * 4,
      stream: number % 10 === 0 ? "stderr" : "stdout",
      text: lineAt(number),
    });
    if (number % 20_000 === 0) await store.flush();
  }
  await store.close();
  return emulationIn(root);
};

/** Without a plan beside them, logs are read all the same. */
export const emulationIn = (root: string) => ({
  id: "bench",
  root,
  logs: join(root, "logs"),
  plan: join(root, "plan.json"),
  clocks: join(root, "clocks.json"),
  journal: join(root, "journal.jsonl"),
  record: join(root, "record.json"),
  exceptions: join(root, "exceptions.jsonl"),
  backups: join(root, "backups"),
  work: join(root, "work"),
  undoLock: join(root, "undo.lock"),
});

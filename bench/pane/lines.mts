import { mkdirSync } from "node:fs";
import type { Core } from "./loadCore.mts";

const services = ["webserver", "codeserver"] as const;

/** An emulation's logs as they would be captured: every line says which one it is. */
export const writeLines = async (core: typeof Core, state: string, count: number): Promise<string> => {
  const id = "bench1";
  const { logs } = core.emulationFolder(core.stateFolder({ BACKCOMPAT_HOME: state }), id);
  mkdirSync(logs, { recursive: true });
  const store = await core.openLogStore(logs);
  const begun = Date.UTC(2026, 10, 20);
  for (let line = 0; line < count; line++) {
    const service = services[line % 2] ?? "webserver";
    store.append(service, { time: begun + line, stream: "stdout", text: textOf(line) });
    await store.drained(service);
  }
  await store.close();
  return id;
};

const levels = ["INFO", "DEBUG", "INFO", "WARNING", "INFO", "ERROR"] as const;

/** About a hundred characters, some of them in colour. */
const textOf = (line: number): string =>
  `${levels[line % levels.length]} line ${line} of the bench \u001b[3${1 + (line % 6)}mrequest ${(line * 7919) % 100_003}\u001b[0m took ${line % 977} ms in handlers.py:${1 + (line % 400)}${line % 250_000 === 7 ? " needle" : ""}`;

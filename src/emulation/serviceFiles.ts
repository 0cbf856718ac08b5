import { tailFiles } from "../capture/tailFiles";
import type { SettledService } from "../scenario/settled";
import { machineFailure, problemOf } from "../util/problem";
import type { Run } from "./run";
import { fillAll } from "./values";

/** What a service writes to its log files becomes lines of it; asked before it starts, as earlier runs wrote too. */
export const followFiles = async (run: Run, service: SettledService, cwd: string): Promise<void> => {
  const { name, side, logFiles } = service;
  await run.files.get(name)?.finish();
  run.files.delete(name);
  if (logFiles === undefined) return;
  const files = await tailFiles({
    folder: cwd,
    patterns: fillAll(logFiles, run.values, name),
    mask: run.secrets.mask,
    drained: () => run.drained(name),
    onLine: (line) => run.events.fire({ kind: "line", service: name, side, line }),
    onTrouble: (path, error) =>
      run.events.fire({ kind: "trouble", problem: notRead(name, path, error).problem }),
  });
  run.files.set(name, files);
};

/** Takes the rest; no file is held open any more. */
export const finishFiles = async (run: Run): Promise<void> => {
  const all = [...run.files.values()];
  run.files.clear();
  await Promise.all(all.map((files) => files.finish()));
};

const notRead = (service: string, path: string, cause: unknown) =>
  machineFailure(
    "log-not-read",
    `The log file ${path} of ${service} can't be read: ${problemOf(cause).message}`,
    {
      hint: "The service goes on, and what it prints is kept. See what the path is, and whose.",
      cause,
    },
  );

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { start } from "../../../src/processes/spawn";
import { stopTree } from "../../../src/processes/stopping";
import { newRunToken, processesWithToken } from "../../../src/processes/tokens";
import type { Line, RunningProcess, RunToken, SpawnSpec } from "../../../src/processes/types";

export interface Observed extends RunningProcess {
  readonly token: RunToken;
  readonly lines: readonly Line[];
  /** Settles with the first line that has the text. */
  said(text: string): Promise<Line>;
}

export const plainEnvironment = { PATH: process.env["PATH"] ?? "", HOME: tmpdir() };

const started: Observed[] = [];
const folders: string[] = [];

/** No test leaves a process, whether it passes or not. */
afterEach(async () => {
  for (const one of started.splice(0)) {
    await stopTree({ roots: [one.id], token: one.token, graceMs: 0 });
    const left = await processesWithToken(one.token);
    if (left.length > 0) throw new Error(`left behind: ${left.map(({ pid }) => pid).join(", ")}`);
  }
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "processes-"));
  folders.push(folder);
  return folder;
};

export const observe = async (spec: Partial<SpawnSpec> & Pick<SpawnSpec, "argv">): Promise<Observed> => {
  const token = spec.token ?? newRunToken();
  const lines: Line[] = [];
  const waiting = new Set<() => void>();
  const running = await start({
    cwd: tmpdir(),
    env: plainEnvironment,
    ...spec,
    token,
    onLine: (line) => {
      lines.push(line);
      for (const look of [...waiting]) look();
    },
  });
  const said = (text: string): Promise<Line> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = lines.find((line) => line.text.includes(text));
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  const observed = { ...running, token, lines, said };
  started.push(observed);
  return observed;
};

/** The interpreter itself: a version switcher's shim would be one more process. */
export const python = execFileSync("python3", ["-c", "import sys; print(sys.executable)"], {
  encoding: "utf8",
}).trim();

export const runPython = (script: string, more: Partial<SpawnSpec> = {}): Promise<Observed> =>
  observe({ ...more, argv: [python, "-u", "-c", script] });

export const script = (folder: string, name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text, { mode: 0o755 });
  return file;
};

import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../bootstrap.mjs";
import { ensureBuilt } from "./build.mts";
import { ensureDependencies } from "./dependencies.mts";
import { ensureEditor } from "./editor.mts";
import { ensureInstalled } from "./extension.mts";
import { type HostResult, runInHost } from "./hostRun.mts";
import { onPath } from "./packages.mts";
import { run, stopAll } from "./run.mts";
import { makeTiny } from "./sample.mts";
import { scratch } from "./scratch.mts";
import { serve } from "./server.mts";

/** `npm start`: the editor with the extension in it, on the tiny sample. `--check`: proves that it is active. */
export const start = async (args: readonly string[]): Promise<number> => {
  const leave = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => leave.abort());
  try {
    await ensureDependencies();
    await ensureBuilt();
    if (args.includes("--check")) return await check();
    const desktop = await desktopCode();
    return desktop === undefined ? await served(leave.signal) : await openDesktop(desktop);
  } finally {
    await stopAll();
  }
};

const check = async (): Promise<number> => {
  const results: HostResult[] = [];
  const bundle = join(root, "scripts", "check", "active.cjs");
  await runInHost({ bundle, timeoutMs: 90_000, onResult: (result) => results.push(result) });
  for (const { name, ok, error } of results)
    console.log(`${ok ? "✓" : "✗"} ${name}${error ? `\n  ${error}` : ""}`);
  return results.length > 0 && results.every(({ ok }) => ok) ? 0 : 1;
};

const served = async (leave: AbortSignal): Promise<number> => {
  const editor = await ensureEditor();
  const extensions = await ensureInstalled(editor);
  const home = scratch("start");
  try {
    const folder = await makeTiny(join(root, ".cache", "tiny"));
    const server = await serve(editor, { home, extensions, token: randomBytes(24).toString("hex") });
    if (!leave.aborted) console.log(`\nVS Code with Backcompat: ${server.address(folder)}\nCtrl-C ends it.`);
    await Promise.race([server.ended, aborted(leave)]);
    if (!leave.aborted) console.error(`The editor's server ended by itself:\n${server.output()}`);
    await server.stop();
    return leave.aborted ? 0 : 3;
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
};

const openDesktop = async (code: string): Promise<number> => {
  const folder = await makeTiny(join(root, ".cache", "tiny"));
  const argv = [code, `--extensionDevelopmentPath=${root}`, "--new-window", folder];
  const { code: exit } = await run(argv, { shell: process.platform === "win32", timeoutMs: 60_000 });
  return exit;
};

/** `code` on PATH, where it is the desktop's: a terminal of a served editor has a `code` too, which can't develop. */
const desktopCode = async (): Promise<string | undefined> => {
  const code = onPath("code");
  if (code === undefined || isRemoteCli(code)) return undefined;
  const shell = process.platform === "win32";
  const asked = await run([code, "--version"], { quiet: true, shell, timeoutMs: 20_000 }).catch(
    () => undefined,
  );
  return asked?.code === 0 && /^\d+\.\d+\.\d+/m.test(asked.output) ? code : undefined;
};

const isRemoteCli = (code: string): boolean =>
  code.includes("remote-cli") || readFileSync(code).subarray(0, 4_000).includes("remote-cli");

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

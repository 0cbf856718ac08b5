import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { launch, leaveWorkbench, openWorkbench } from "./browser.mts";
import { ensureChromium, ensureEditor } from "./editor.mts";
import { ensureInstalled } from "./extension.mts";
import { leftBehind } from "./run.mts";
import { makeTiny } from "./sample.mts";
import { scratch } from "./scratch.mts";
import { serve } from "./server.mts";

/** One line of the file that the bundle inside the extension host writes. */
export interface HostResult {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly error?: string;
}

export interface HostRun {
  /** A module that exports `run()`; it appends its results to the file BACKCOMPAT_HOST_RESULTS. */
  readonly bundle: string;
  readonly timeoutMs: number;
  readonly onResult: (result: HostResult) => void;
}

/**
 * Runs a bundle inside a real extension host, beside our packed and installed extension.
 * A failure of the run itself is a result as well.
 */
export const runInHost = async ({ bundle, timeoutMs, onResult }: HostRun): Promise<void> => {
  const [editor, chromium] = [await ensureEditor(), await ensureChromium()];
  const extensions = await ensureInstalled(editor);
  const home = scratch("host");
  try {
    const folder = await makeTiny(join(home, "tiny"));
    const results = join(home, "results.jsonl");
    const env = { ...process.env, BACKCOMPAT_HOST_RESULTS: results, BACKCOMPAT_HOME: join(home, "state") };
    const served = await serve(editor, { home, extensions, driven: true, env });
    try {
      const browser = await launch(chromium);
      const payload = { extensionDevelopmentPath: probe(home), extensionTestsPath: bundle };
      const page = await openWorkbench(browser, served.address(folder, payload));
      await follow(results, timeoutMs, onResult, served.output);
      await leaveWorkbench(page, served);
    } finally {
      await served.stop();
    }
    const left = await leftBehind(5_000);
    const error = left.length === 0 ? undefined : left.join("\n");
    if (error !== undefined) onResult({ name: "nothing is left running", ok: false, ms: 5_000, error });
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
};

// The editor runs tests only beside an extension under development; ours is an installed one.
const probe = (home: string): string => {
  const folder = join(home, "probe");
  mkdirSync(folder);
  const manifest = { name: "probe", publisher: "backcompat", version: "0.0.0", engines: { vscode: "*" } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  return folder;
};

const follow = async (
  file: string,
  timeoutMs: number,
  onResult: (result: HostResult) => void,
  said: () => string,
): Promise<void> => {
  const until = Date.now() + timeoutMs;
  let seen = 0;
  while (Date.now() < until) {
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
    for (const line of lines.slice(seen)) {
      if (line === "end") return;
      onResult(JSON.parse(line));
    }
    seen = lines.length;
    await after(50);
  }
  const error = `No end within ${timeoutMs / 1000} s; the server said:\n${said().slice(-3_000)}`;
  onResult({
    name: "the tests inside the extension host come to their end",
    ok: false,
    ms: timeoutMs,
    error,
  });
};

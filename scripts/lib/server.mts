import type { ChildProcess } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import type { Editor } from "./editor.mts";
import { CannotRun } from "./problem.mts";
import { commandLine, descendants, run, start, stop } from "./run.mts";

export interface Serve {
  /** Profile and server data; the caller removes it. */
  readonly home: string;
  readonly extensions: string;
  /** Closes the server to other users of the machine. */
  readonly token?: string;
  /** Lets the page's address carry what the extension host is to load. */
  readonly driven?: boolean;
  /** Asks whether a folder is trusted, as it would a person. */
  readonly asksTrust?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Served {
  readonly port: number;
  readonly pid: number;
  /** The address that opens a folder, or a workspace file with several. */
  readonly address: (folder: string, payload?: Readonly<Record<string, string>>) => string;
  /** All that the server said so far. */
  readonly output: () => string;
  readonly ended: Promise<void>;
  /** Settles once no extension host is left: a closed page lets it deactivate first. */
  readonly deactivated: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** VS Code on loopback, with a profile of its own. */
export const serve = async (
  editor: Editor,
  { home, extensions, token, driven, asksTrust, settings, env }: Serve,
): Promise<Served> => {
  writeSettings(home, settings ?? {});
  const secret = join(home, "token");
  if (token !== undefined) writeFileSync(secret, token, { mode: 0o600 });
  const child = start(
    [
      ...[
        editor.node,
        editor.serverMain,
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--accept-server-license-terms",
      ],
      ...["--server-data-dir", home, "--extensions-dir", extensions],
      ...["--disable-telemetry", "--telemetry-level", "off"],
      ...(asksTrust === true ? [] : ["--disable-workspace-trust"]),
      ...(token === undefined ? ["--without-connection-token"] : ["--connection-token-file", secret]),
      ...(driven === true ? ["--enable-smoke-test-driver"] : []),
    ],
    { cwd: home, env: clean(env ?? process.env), stdio: ["ignore", "pipe", "pipe"] },
  );
  const said = collect(child);
  const port = await listening(child, said);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    port,
    pid: child.pid ?? 0,
    address: (folder, payload) => address(port, folder, token, payload),
    output: () => said.join(""),
    ended,
    deactivated: () => deactivated(child.pid ?? 0),
    stop: () => stop(child),
  };
};

/** Installs a packed extension as the editor itself would. */
export const installExtension = async (editor: Editor, vsix: string, extensions: string): Promise<void> => {
  const home = `${extensions}-home`;
  mkdirSync(home, { recursive: true });
  const folders = ["--server-data-dir", home, "--extensions-dir", extensions];
  const argv = [
    editor.node,
    editor.serverMain,
    ...folders,
    "--accept-server-license-terms",
    "--install-extension",
    vsix,
  ];
  const { code, output } = await run(argv, { env: clean(process.env), quiet: true, timeoutMs: 120_000 });
  rmSync(home, { recursive: true, force: true });
  if (code !== 0) throw new CannotRun(`${vsix} could not be installed into the editor:\n${output}`);
};

const deactivated = async (server: number): Promise<void> => {
  const until = Date.now() + 8_000;
  while (Date.now() < until && descendants(server).some(isExtensionHost)) await after(50);
};

const isExtensionHost = (pid: number): boolean => commandLine(pid).includes("--type=extensionHost");

const address = (
  port: number,
  folder: string,
  token?: string,
  payload?: Readonly<Record<string, string>>,
): string => {
  const query = new URLSearchParams({
    [folder.endsWith(".code-workspace") ? "workspace" : "folder"]: folder,
  });
  if (token !== undefined) query.set("tkn", token);
  if (payload !== undefined) query.set("payload", JSON.stringify(remote(port, payload)));
  return `http://127.0.0.1:${port}/?${query}`;
};

const remote = (port: number, payload: Readonly<Record<string, string>>): string[][] =>
  Object.entries(payload).map(([key, path]) => [key, `vscode-remote://127.0.0.1:${port}${path}`]);

const writeSettings = (home: string, settings: Readonly<Record<string, unknown>>): void => {
  const folder = join(home, "data", "Machine");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, "settings.json"), JSON.stringify({ ...quiet, ...settings }, undefined, 2));
};

/** What a first start would otherwise put in front of the person or the test. */
const quiet = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "telemetry.telemetryLevel": "off",
  "git.openRepositoryInParentFolders": "never",
};

// An editor that we are started from would leak into the one that we start.
const clean = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|VITEST)/.test(name)),
  );

const collect = (child: ChildProcess): string[] => {
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (part: string) => said.push(part));
  }
  return said;
};

const listening = async (child: ChildProcess, said: readonly string[]): Promise<number> => {
  const until = Date.now() + 60_000;
  while (Date.now() < until && child.exitCode === null) {
    const port = /Extension host agent listening on (\d+)/.exec(said.join(""))?.[1];
    if (port !== undefined) return Number(port);
    await after(20);
  }
  await stop(child);
  throw new CannotRun(`The editor's server did not listen within 60 s:\n${said.join("")}`);
};

import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Environment } from "../../../src/environments/types";
import type { Command } from "../../../src/languages/command";
import { findDebugger } from "../../../src/languages/debuggers";
import type { Attachment, Debugger, DebuggerWorld, RunningAttachment } from "../../../src/languages/types";
import { isListening } from "../../../src/processes/sockets";
import { start } from "../../../src/processes/spawn";
import { newRunToken, processesWithToken } from "../../../src/processes/tokens";
import { runTool } from "../../../src/processes/tool";
import type { RunningProcess, RunToken } from "../../../src/processes/types";
import type { DebugSpec } from "../../../src/scenario/settled";
import { isRecord } from "../../../src/util/json";
import { type Body, connectDap, type DapClient, spawnDap } from "../../support/dapClient";

export const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const root = here("../../..");

/** Fetched debuggers outlive a test run, as they do on a user's machine. */
export const debuggerWorld = (
  folder = join(homedir(), ".cache", "backcompat", "debuggers"),
): DebuggerWorld => ({
  shipped: join(root, "dist"),
  folder,
  locks: join(folder, "locks"),
  env: process.env,
  run: runTool,
});

export const plainEnvironment = (more: Partial<Environment> = {}): Environment => ({
  key: "test",
  kind: "none",
  dir: undefined,
  vars: {},
  path: [],
  log: undefined,
  cached: false,
  ...more,
});

export const spec = (language: string, more: Partial<DebugSpec> = {}): DebugSpec => ({
  language,
  pauseAtStart: false,
  subprocesses: false,
  ...more,
});

export interface Wish {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly debug: DebugSpec;
  readonly environment?: Environment;
  readonly hold?: boolean;
  readonly trees?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Started {
  readonly debugger: Debugger;
  readonly attachment: Attachment;
  readonly process: RunningProcess;
  readonly token: RunToken;
  readonly lines: string[];
  readonly port: number;
  readonly scratch: string;
  readonly command: Command;
}

/** What a test starts is gone when it is over, also what left its tree. */
export class Targets {
  readonly #ends: (() => Promise<void> | void)[] = [];

  folder(): string {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "backcompat-debug-")));
    this.#ends.push(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }

  /** Wraps and starts a command, and waits until it listens. */
  async start(wish: Wish): Promise<Started> {
    const environment = wish.environment ?? plainEnvironment();
    const found = await findDebugger(wish.debug, environment, debuggerWorld(), {});
    const port = await freePort();
    const scratch = this.folder();
    const hold = wish.hold ?? true;
    const env = { PATH: process.env["PATH"] ?? "", HOME: homedir(), ...wish.env };
    const command = { argv: wish.argv, shell: false, cwd: wish.cwd, env };
    const trees = wish.trees ?? [wish.cwd];
    const wrapped = await found.wrap({ command, port, hold, spec: wish.debug, trees, scratch });
    const token = newRunToken();
    const lines: string[] = [];
    const process_ = await start({
      argv: wrapped.argv,
      cwd: wish.cwd,
      env: { ...env, ...wrapped.env },
      token,
      onLine: ({ text }) => lines.push(text),
    });
    this.#ends.push(() => process_.stop(500));
    const { pid } = process_.id;
    const attachment = found.attach({ port, hold, pid, spec: wish.debug, trees, command });
    if (attachment.listens !== undefined)
      await until(
        () => isListening(port),
        process_.exited.then(() => `${wrapped.argv.join(" ")} ended: ${lines.join("\n")}`),
      );
    return { debugger: found, attachment, process: process_, token, lines, port, scratch, command };
  }

  /** Starts a command as it is, and says how to get into it. */
  async plain(wish: Wish): Promise<{ readonly running: RunningAttachment; readonly lines: string[] }> {
    const found = await findDebugger(wish.debug, wish.environment ?? plainEnvironment(), debuggerWorld(), {});
    const env = { PATH: process.env["PATH"] ?? "", HOME: homedir(), ...wish.env };
    const command = { argv: wish.argv, shell: false, cwd: wish.cwd, env };
    const lines: string[] = [];
    const onLine = ({ text }: { readonly text: string }): number => lines.push(text);
    const process_ = await start({ argv: wish.argv, cwd: wish.cwd, env, onLine });
    this.#ends.push(() => process_.stop(500));
    const { pid } = process_.id;
    const port = await freePort();
    const running = found.attachRunning?.({ pid, port, spec: wish.debug, trees: [wish.cwd], command });
    if (running === undefined) throw new Error(`${wish.debug.language} can't attach to what runs`);
    return { running, lines };
  }

  async run(
    argv: readonly string[],
    cwd: string,
  ): Promise<{ readonly code: unknown; readonly output: string }> {
    const lines: string[] = [];
    const env = { PATH: process.env["PATH"] ?? "", HOME: homedir() };
    const one = await start({ argv, cwd, env, onLine: ({ text }) => lines.push(text) });
    this.#ends.push(() => one.stop(100));
    return { code: (await one.exited).code, output: lines.join("\n") };
  }

  /** The client end, up to the `initialized` event; `configured` sends what follows. */
  async attach(attachment: Attachment): Promise<DapClient> {
    const client = await this.client(attachment);
    await client.request("initialize", {
      adapterID: "test",
      linesStartAt1: true,
      columnsStartAt1: true,
      pathFormat: "path",
      supportsStartDebuggingRequest: true,
    });
    const attached = client.request(attachment.request, attachment.arguments);
    attached.catch(() => undefined);
    await Promise.race([client.event("initialized"), attached.then(() => client.event("initialized"))]);
    return client;
  }

  async client({ adapter }: Attachment): Promise<DapClient> {
    if (adapter.kind === "delegated") throw new Error(`${adapter.type} belongs to an editor`);
    const client = adapter.kind === "port" ? await connectDap(adapter.port) : spawnDap(adapter.argv).client;
    this.#ends.push(() => client.close());
    return client;
  }

  async end(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end();
  }
}

export const breakAt = (client: DapClient, path: string, ...lines: readonly number[]): Promise<Body> =>
  client.request("setBreakpoints", { source: { path }, breakpoints: lines.map((line) => ({ line })) });

/** Ends the configuration; a stop that is but the hold is not looked at. */
export const configured = async (client: DapClient, { startsStopped }: Attachment): Promise<void> => {
  if (startsStopped === true) await client.event("stopped");
  await client.request("configurationDone");
};

export interface Stop {
  readonly reason: string;
  readonly threadId: number;
  readonly path: string;
  readonly line: number;
  readonly variables: Readonly<Record<string, string>>;
}

/** As a client does it that was asked for `pauseAtStart`. */
export const stoppedAtStart = async (client: DapClient): Promise<Stop> => {
  await client.request("pause", { threadId: 1 });
  await client.request("configurationDone");
  const stop = await client.event("stopped");
  if ((await topFrame(client, stop["threadId"])) !== undefined) {
    client.events.unshift({ event: "stopped", body: stop });
    return stopped(client);
  }
  await client.request("stepIn", { threadId: stop["threadId"] });
  return stopped(client);
};

/** debugpy 1.5.1 dies of a `stackTrace` without `startFrame`. */
const topFrame = async (client: DapClient, threadId: unknown): Promise<Body | undefined> =>
  records((await client.request("stackTrace", { threadId, startFrame: 0, levels: 1 }))["stackFrames"])[0];

/** Where it stopped, and the locals there. */
export const stopped = async (client: DapClient): Promise<Stop> => {
  const { reason, threadId } = await client.event("stopped");
  const frame = (await topFrame(client, threadId)) ?? {};
  const { scopes } = await client.request("scopes", { frameId: frame["id"] });
  const [locals = {}] = records(scopes);
  const { variables } = await client.request("variables", {
    variablesReference: locals["variablesReference"],
  });
  const source = isRecord(frame["source"]) ? frame["source"] : {};
  return {
    reason: String(reason),
    threadId: Number(threadId),
    path: String(source["path"]),
    line: Number(frame["line"]),
    variables: Object.fromEntries(
      records(variables).map(({ name, value }) => [String(name), String(value)] as const),
    ),
  };
};

/** Everything that bears the token ends within a while. */
export const nothingLeft = (token: RunToken): Promise<void> =>
  until(async () => (await processesWithToken(token)).length === 0);

export const until = async (
  condition: () => Promise<boolean> | boolean,
  failure: Promise<string> = new Promise(() => undefined),
): Promise<void> => {
  const state: { failed?: string } = {};
  void failure.then((why) => {
    state.failed = why;
  });
  while (!(await condition())) {
    if (state.failed !== undefined) throw new Error(state.failed);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });

const records = (value: unknown): readonly Body[] => (Array.isArray(value) ? value.filter(isRecord) : []);

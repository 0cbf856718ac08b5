import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

const cliFile = join(process.cwd(), "dist", "cli.js");
const folders: string[] = [];
const running = new Set<ChildProcess>();

/** No test leaves a process or a folder, whether it passes or not. */
afterAll(async () => {
  await Promise.all([...running].map((child) => endHard(child)));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** Asked politely, so that it undoes; a test that hangs here says so by its time limit. */
const endHard = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once("close", () => resolve());
    child.kill("SIGTERM");
  });

export const temporaryFolder = (): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "cli-")));
  folders.push(folder);
  return folder;
};

export interface Ended {
  readonly exit: number | null;
  readonly out: string;
  readonly said: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Settles when stdout and stderr together have it; fails when the program ends before. */
  until(text: string | RegExp): Promise<void>;
  /** Ctrl-C, and the end that follows. */
  interrupt(): Promise<Ended>;
}

export interface User {
  readonly home: string;
  readonly start: (cwd: string, ...args: readonly string[]) => Started;
  readonly run: (cwd: string, ...args: readonly string[]) => Promise<Ended>;
}

/** A person with a state folder of their own. */
export const newUser = (env: Readonly<Record<string, string>> = {}): User => {
  const home = join(temporaryFolder(), "state");
  const start = (cwd: string, ...args: readonly string[]): Started =>
    startCli(cwd, args, { ...env, BACKCOMPAT_HOME: home });
  return { home, start, run: (cwd, ...args) => start(cwd, ...args).ended };
};

const startCli = (cwd: string, args: readonly string[], env: Readonly<Record<string, string>>): Started => {
  const child = spawn(process.execPath, [cliFile, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let [out, said] = ["", ""];
  const looking = new Set<() => void>();
  const look = (): void => {
    for (const one of [...looking]) one();
  };
  child.stdout.on("data", (chunk) => {
    out += String(chunk);
    look();
  });
  child.stderr.on("data", (chunk) => {
    said += String(chunk);
    look();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (exit) => {
      running.delete(child);
      resolve({ exit, out, said });
    });
  });
  const until = (text: string | RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const one = (): void => {
        if (!has(`${out}\n${said}`, text)) return;
        looking.delete(one);
        resolve();
      };
      looking.add(one);
      one();
      void ended.then(() => reject(new Error(`ended without ${String(text)}:\n${out}\n${said}`)));
    });
  const interrupt = (): Promise<Ended> => {
    child.kill("SIGINT");
    return ended;
  };
  return { child, ended, until, interrupt };
};

const has = (all: string, text: string | RegExp): boolean =>
  typeof text === "string" ? all.includes(text) : text.test(all);

const anyPorts = {
  scenarios: {
    tiny: { services: { codeserver: { ports: { rpc: {} } }, webserver: { ports: { http: {} } } } },
  },
};

let tiny: string | undefined;

/** A copy of tiny of one's own; the sample itself is made once. */
export const tinyCopy = (): string => {
  if (tiny === undefined) {
    tiny = join(temporaryFolder(), "tiny");
    execFileSync(process.execPath, [join(process.cwd(), "scripts", "sample.mjs"), "tiny", tiny], {
      stdio: "pipe",
    });
  }
  const copy = join(temporaryFolder(), "tiny");
  cpSync(tiny, copy, { recursive: true, preserveTimestamps: true });
  // Two people's state folders don't know of each other, so two of these tests could choose the same port at once.
  files(copy, { ".vscode/backcompat.local.json": JSON.stringify(anyPorts) });
  // A new copy's index is stale, which git mends when it is first asked.
  git(copy, "status");
  return copy;
};

export const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-C", folder, ...args], { encoding: "utf8" });

/** Every file of a folder with its content and rights, the hidden ones and `.git` too. */
export const everything = (folder: string, at = ""): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const name of readdirSync(join(folder, at)).sort()) {
    const path = join(at, name);
    const stats = lstatSync(join(folder, path));
    if (stats.isDirectory())
      Object.assign(found, { [`${path}/`]: String(stats.mode) }, everything(folder, path));
    else
      found[path] =
        `${stats.mode} ${stats.isSymbolicLink() ? readlinkSync(join(folder, path)) : hashOf(join(folder, path))}`;
  }
  return found;
};

const hashOf = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

export const files = (folder: string, contents: Readonly<Record<string, string>>): void => {
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
    if (path.endsWith(".sh")) chmodSync(join(folder, path), 0o755);
  }
};

export const node = process.execPath;

/** A folder with a scenario `s` of ours, and a small server to run. */
export const scenarioFolder = (
  scenario: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, string>> = {},
): string => {
  const folder = temporaryFolder();
  files(folder, {
    ".vscode/backcompat.json": JSON.stringify({ version: 1, scenarios: { s: scenario } }, undefined, 2),
    "server.mjs": server,
    ...more,
  });
  return folder;
};

/** A side that is the folder as it is, with nothing to build. */
export const here = { source: { folder: "." } };

export const serverOn = (more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  side: "a",
  run: [node, "server.mjs", "${port}"],
  ports: { http: {} },
  ready: { http: "/", timeout: "20s" },
  ...more,
});

const server = `
import { createServer } from "node:http";
const [port] = process.argv.slice(2);
createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    console.log(request.method, request.url, body);
    const status = request.url === "/bad" ? 500 : 200;
    if (request.url === "/die") setTimeout(() => process.exit(7), 10);
    response.writeHead(status, { "content-type": "application/json" });
    const data = { hello: "world", env: process.env.SHOWN ?? null, asked: body };
    response.end(JSON.stringify(request.url === "/graphql" ? { data } : data));
  });
}).listen(Number(port), "127.0.0.1", () => console.log("listening"));
`;

export interface Holder {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** This process listens, by default on a port of the system's choice. */
export const holdPort = (port = 0): Promise<Holder> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") return reject(new Error("no port"));
      resolve({ port: address.port, close: () => new Promise((done) => server.close(() => done())) });
    });
  });

export const readyLine = (out: string): Record<string, unknown> => {
  const [line = "{}"] = out.split("\n");
  return JSON.parse(line);
};

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { git, temporaryFolder } from "./copies";

export interface Verdict {
  readonly exit: number | null;
  readonly printed: string;
  readonly host: string;
  readonly userCode: string;
}

interface Server {
  readonly process: ChildProcess;
  readonly lines: string[];
  readonly ended: Promise<void>;
}

export interface Trees {
  at(version: string): string;
}

/** Each release of a copy in a folder of its own. */
export const treesOf = (copy: string): Trees => {
  const root = temporaryFolder();
  const made = new Set<string>();
  return {
    at: (version) => {
      const folder = join(root, version);
      if (!made.has(version))
        git(
          copy,
          "-c",
          "advice.detachedHead=false",
          "clone",
          "-q",
          "--shared",
          "--branch",
          version,
          copy,
          folder,
        );
      made.add(version);
      return folder;
    },
  };
};

/** The oldest and the newest Python from 3.8 on that this machine has. */
export const pythons = (): readonly string[] => {
  const pyenv = join(process.env["PYENV_ROOT"] ?? join(homedir(), ".pyenv"), "versions");
  const found = [
    "python3",
    "python",
    ...namesIn(pyenv).map((name) => join(pyenv, name, "bin", "python")),
  ].flatMap((python) => {
    const { status, stdout } = spawnSync(python, ["-c", "import sys; print(sys.version_info[1])"], {
      encoding: "utf8",
    });
    const minor = status === 0 ? Number(stdout) : 0;
    return minor >= 8 ? [{ python, minor }] : [];
  });
  found.sort((a, b) => a.minor - b.minor);
  return [...new Set([found.at(0), found.at(-1)].flatMap((one) => (one ? [one.python] : [])))];
};

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** By hand what the scenario does: both servers, the rewrite, the check. */
export const runPair = async (
  python: string,
  host: string,
  userCode: string,
  job = "the_job",
): Promise<Verdict> => {
  const [rpc, http] = [await freePort(), await freePort()];
  const workspace = join(temporaryFolder(), "workspace.yaml");
  const text = readFileSync(join(host, "backcompat", "workspace.yaml"), "utf8");
  writeFileSync(workspace, text.replace("codeserver.internal", "127.0.0.1").replace("4266", `${rpc}`));
  // Nothing waits for anything: the webserver has to start without user code.
  const web = serve(python, host, ["-m", "webserver", "-h", "127.0.0.1", "-p", `${http}`, "-w", workspace]);
  const code = serve(python, userCode, ["-m", "codeserver", "--port", `${rpc}`, "--python-file", "repo.py"]);
  try {
    await Promise.all([said(web, "Serving on"), said(code, "Started code server")]);
    const { exit, printed } = await check(python, host, job, `http://127.0.0.1:${http}`);
    return { exit, printed, host: web.lines.join("\n"), userCode: code.lines.join("\n") };
  } finally {
    for (const server of [web, code]) server.process.kill("SIGKILL");
    await Promise.all([web.ended, code.ended]);
  }
};

const inTree = (tree: string) => ({
  cwd: join(tree, "backcompat"),
  env: { ...process.env, PYTHONPATH: tree, PYTHONDONTWRITEBYTECODE: "1" },
});

const serve = (python: string, tree: string, args: readonly string[]): Server => {
  const child = spawn(python, args, { ...inTree(tree), stdio: ["ignore", "ignore", "pipe"] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stderr });
  reader.on("line", (line) => lines.push(line));
  return { process: child, lines, ended: new Promise((resolve) => child.once("close", () => resolve())) };
};

const said = async ({ process: child, lines, ended }: Server, text: string): Promise<void> => {
  const there = new Promise<void>((resolve) => {
    const look = () => lines.some((line) => line.includes(text)) && resolve();
    child.stderr?.on("data", () => setImmediate(look));
  });
  await Promise.race([there, ended]);
  if (!lines.some((line) => line.includes(text)))
    throw new Error(`ended without a word:\n${lines.join("\n")}`);
};

const check = async (python: string, tree: string, job: string, url: string) => {
  const child = spawn(python, ["check_job.py", job], {
    ...inTree(tree),
    env: { ...inTree(tree).env, WEBSERVER_URL: url },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (printed += String(chunk)));
  const exit = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { exit, printed };
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

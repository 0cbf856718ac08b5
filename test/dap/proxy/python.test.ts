import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { ProxyOptions, SourcePlaces } from "../../../src/debug/proxy/types";
import type { DapClient } from "../../support/dapClient";
import { breakAt, plainEnvironment, type Started, spec, stopped, Targets, until } from "../languages/world";
import { interpreterOf } from "./interpreters";
import { begin, clientThrough, connectTo, portOf, Told } from "./throughProxy";

const targets = new Targets();
const clients: DapClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await targets.end();
});

const program = `import subprocess, sys

def double(value):
    result = value * 2
    return result

def main():
    total = double(21)
    print("total", total)
    if len(sys.argv) > 1:
        subprocess.call([sys.executable, "-c", "print('child')"])
    return total

main()
`;

/** Two exceptions that the user's code expects, then two that only a library gets. */
const passing = {
  "app.py": `import os, sys
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "site-packages"))
from contextlib import contextmanager
try:
    import optional
except ImportError:
    optional = "without optional"

@contextmanager
def managed():
    yield

if sys.version_info[0] > 2:
    try:
        with managed():
            raise KeyError("expected")
    except KeyError:
        pass

import library
print(optional + ", " + library.call())
`,
  "optional.py": "import no_such_module\n",
  "handler.py": "def handle():\n    raise ValueError('unexpected')\n",
  "broken.py": "raise KeyError('broken')\n",
  "site-packages/library.py": `def call():
    import handler
    try:
        handler.handle()
    except ValueError:
        pass
    try:
        import broken
    except KeyError:
        return "went on"
`,
};

const start = async (
  minor: string,
  files: Readonly<Record<string, string>>,
  argv: string[],
): Promise<Started & { readonly folder: string }> => {
  const folder = targets.folder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { ...(await again(minor, folder, argv)), folder };
};

const again = (minor: string, folder: string, argv: string[]): Promise<Started> => {
  const python = interpreterOf(minor) ?? "python3";
  const version = /versions[\\/]([\d.]+)/.exec(python)?.[1] ?? "3";
  return targets.start({
    argv: [python, "-u", ...argv],
    cwd: folder,
    debug: spec("python", { subprocesses: true }),
    environment: plainEnvironment({
      kind: "python",
      python,
      path: [dirname(python)],
      pythonVersion: version,
    }),
    env: { PYTHONDONTWRITEBYTECODE: "1" },
  });
};

const placesOf = (tree: string, more: Partial<SourcePlaces> = {}): SourcePlaces => ({
  trees: [tree],
  packages: [],
  installed: [],
  resolvesLinks: true,
  ...more,
});

const attach = async (
  { attachment }: Pick<Started, "attachment">,
  options: Omit<ProxyOptions, "label" | "connect"> & Partial<ProxyOptions>,
): Promise<DapClient> => {
  const client = clientThrough({ connect: () => connectTo(portOf(attachment)), ...options });
  clients.push(client);
  await begin(client, attachment);
  return client;
};

const frames = async (client: DapClient, threadId: number): Promise<Record<string, unknown>[]> => {
  const { stackFrames } = await client.request("stackTrace", { threadId, startFrame: 0, levels: 20 });
  return stackFrames as Record<string, unknown>[];
};

for (const minor of ["2.7", "3.6", "3.7", "3.8", "3.13"])
  describe.skipIf(interpreterOf(minor) === undefined)(`through the proxy, Python ${minor}`, () => {
    it("stops, steps, evaluates and goes on as without it, with the side named", async () => {
      const told = new Told();
      const started = await start(minor, { "app.py": program }, ["app.py"]);
      const app = join(started.folder, "app.py");
      const client = await attach(started, { hooks: told.hooks, places: placesOf(started.folder) });
      await breakAt(client, app, 4);
      await client.request("configurationDone");
      const stop = await stopped(client);
      expect(stop).toMatchObject({ reason: "breakpoint", path: app, line: 4, variables: { value: "21" } });
      expect(told.paused).toEqual([true]);
      expect(await client.request("threads")).toMatchObject({
        threads: [{ id: stop.threadId, name: "MainThread · userCode 1.0.0" }],
      });
      const [top] = await frames(client, stop.threadId);
      expect(top).toMatchObject({ name: "double", source: { origin: "userCode 1.0.0" } });
      await client.request("next", { threadId: stop.threadId });
      expect(await stopped(client)).toMatchObject({ reason: "step", line: 5, variables: { result: "42" } });
      const [stepped] = await frames(client, stop.threadId);
      const value = await client.request("evaluate", { expression: "result + 1", frameId: stepped?.["id"] });
      expect(value).toMatchObject({ result: "43" });
      await client.request("continue", { threadId: stop.threadId });
      await client.event("terminated");
      expect(told.paused).toEqual([true, false, true, false]);
      expect(told.ended).toEqual(["target"]);
    });

    // debugpy itself doesn't follow what Python 2.7 starts.
    it.skipIf(minor === "2.7")(
      "meets the processes that the target starts, old debuggers' as well",
      async () => {
        const told = new Told();
        const started = await start(minor, { "app.py": program }, ["app.py", "fork"]);
        const client = await attach(started, { hooks: told.hooks });
        await client.request("configurationDone");
        await until(() => told.children.length > 0);
        const [child] = told.children;
        expect(child).toMatchObject({ host: "127.0.0.1", name: expect.stringContaining("ubprocess") });
        const configuration = child?.configuration ?? {};
        const second = clientThrough({ connect: () => connectTo(child?.port ?? 0) });
        clients.push(second);
        await begin(second, { ...started.attachment, arguments: configuration });
        await second.request("configurationDone");
        await second.event("terminated");
        await client.event("terminated");
        expect(client.asked).toEqual([]);
        expect(client.events.map(({ event }) => event)).not.toContain("debugpyAttach");
        expect(started.lines).toContain("child");
      },
    );

    it("records what an exception says, and stops at what a library swallows without being asked", async () => {
      const told = new Told();
      const failing = "def fail():\n    raise KeyError('job_name')\n\nfail()\n";
      const started = await start(minor, { "app.py": failing }, ["app.py"]);
      const client = await attach(started, { hooks: told.hooks });
      await client.request("configurationDone");
      await client.event("stopped", ({ reason }) => reason === "exception");
      await until(() => told.exceptions.length > 0);
      expect(told.exceptions[0]).toMatchObject({ side: "userCode", version: "1.0.0", service: "grpc" });
      expect(told.exceptions[0]?.exception).toContain("KeyError");
      expect(told.exceptions[0]?.text).toContain("job_name");
      expect(told.exceptions[0]?.traceback).toMatch(/app\.py.*line 2/);
    });

    it("doesn't stop at what the user's code hands on to itself, by an import or a context manager", async () => {
      const started = await start(minor, passing, ["app.py"]);
      const client = await attach(started, { places: placesOf(started.folder) });
      await client.request("configurationDone");
      const stop = await stopped(client);
      expect(stop).toMatchObject({ reason: "exception", path: join(started.folder, "handler.py"), line: 2 });
      await client.request("continue", { threadId: stop.threadId });
      const atImport = await stopped(client);
      expect(atImport).toMatchObject({ path: join(started.folder, "broken.py"), line: 1 });
      await client.request("continue", { threadId: stop.threadId });
      await client.event("terminated");
      expect(started.lines).toContain("without optional, went on");
    });

    it("stops at its first line where that is asked", async () => {
      const started = await start(minor, { "app.py": program }, ["app.py"]);
      const client = await attach(started, { entry: "pause" });
      await client.request("configurationDone");
      expect(await stopped(client)).toMatchObject({
        reason: "entry",
        path: join(started.folder, "app.py"),
        line: 1,
      });
    });

    it("goes on with a new process after a restart", async () => {
      const told = new Told();
      const first = await start(minor, { "app.py": program }, ["app.py"]);
      const app = join(first.folder, "app.py");
      let port = portOf(first.attachment);
      const restartService = async (): Promise<Record<string, unknown>> => {
        await first.process.stop(200);
        const second = await again(minor, first.folder, ["app.py"]);
        port = portOf(second.attachment);
        return second.attachment.arguments;
      };
      const client = await attach(first, {
        hooks: { ...told.hooks, restartService },
        connect: () => connectTo(port),
      });
      const set = await breakAt(client, app, 4);
      await client.request("configurationDone");
      await stopped(client);
      await client.request("restart");
      expect(client.events.map(({ event }) => event)).not.toContain("terminated");
      const stop = await stopped(client);
      expect(stop).toMatchObject({ reason: "breakpoint", path: app, line: 4, variables: { value: "21" } });
      expect(set).toMatchObject({ breakpoints: [{ verified: true }] });
      await client.request("continue", { threadId: stop.threadId });
      await client.event("terminated");
      expect(told.paused).toEqual([true, false, true, false]);
      expect(told.ended).toEqual(["target"]);
    });
  });

const newest = ["3.13", "3.12", "3.11", "3.10", "3.9", "3.8"].find((minor) => interpreterOf(minor)) ?? "3";

describe.skipIf(interpreterOf(newest) === undefined)("source paths", () => {
  const library = "def call(value):\n    return value + 1\n";

  it("are the tree's where the program runs it by a link", async () => {
    const started = await start(newest, { "tree/lib.py": library, "run.py": runner("linked") }, ["run.py"]);
    const tree = join(started.folder, "tree");
    symlinkSync(tree, join(started.folder, "linked"));
    const client = await attach(started, { places: placesOf(tree) });
    await breakAt(client, join(tree, "lib.py"), 2);
    await client.request("configurationDone");
    expect(await stopped(client)).toMatchObject({ path: join(tree, "lib.py"), line: 2 });
  });

  it("are those the client opened, where it opened the tree by a link", async () => {
    const started = await start(newest, { "tree/lib.py": library, "run.py": runner("tree") }, ["run.py"]);
    const link = join(started.folder, "link");
    symlinkSync(join(started.folder, "tree"), link);
    const client = await attach(started, { places: placesOf(join(started.folder, "tree")) });
    await breakAt(client, join(link, "lib.py"), 2);
    await client.request("configurationDone");
    expect(await stopped(client)).toMatchObject({ path: join(link, "lib.py"), line: 2 });
  });

  it("are the tree's where an installed copy runs, and breakpoints of the tree's file stop there", async () => {
    const files = {
      "tree/src/lib.py": library,
      "venv/site-packages/lib.py": library,
      "run.py": runner("venv/site-packages"),
    };
    const started = await start(newest, files, ["run.py"]);
    const tree = join(started.folder, "tree");
    const installed = [join(started.folder, "venv", "site-packages")];
    // Where only the trees count as the user's code, debugpy stops in no installed file.
    const attachment = { ...started.attachment, arguments: { justMyCode: false } };
    const client = await attach({ attachment }, { places: placesOf(tree, { installed }) });
    const file = join(tree, "src", "lib.py");
    expect(await breakAt(client, file, 2)).toMatchObject({ breakpoints: [{ verified: true }] });
    await client.request("configurationDone");
    expect(await stopped(client)).toMatchObject({ path: file, line: 2 });
  });
});

const runner = (folder: string): string =>
  `import os, sys\nsys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "${folder}"))\nimport lib\nlib.call(1)\n`;

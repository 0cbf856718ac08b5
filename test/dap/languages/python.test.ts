import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Environment } from "../../../src/environments/types";
import { processesWithToken } from "../../../src/processes/tokens";
import {
  breakAt,
  here,
  nothingLeft,
  plainEnvironment,
  type Started,
  spec,
  stopped,
  stoppedAtStart,
  Targets,
} from "./world";

const targets = new Targets();
afterEach(() => targets.end());

const folder = here(".");
const service = here("service.py");

/** pyenv's own, whatever is active. */
const interpreterOf = (minor: string): string | undefined => {
  const versions = join(process.env["PYENV_ROOT"] ?? join(homedir(), ".pyenv"), "versions");
  const name = existsSync(versions)
    ? readdirSync(versions).find((entry) => entry.startsWith(`${minor}.`))
    : undefined;
  return name === undefined ? undefined : join(versions, name, "bin", "python");
};

const environmentOf = (minor: string): Environment => {
  const python = interpreterOf(minor) ?? "python3";
  const version = /versions[\\/]([\d.]+)/.exec(python)?.[1];
  return plainEnvironment({
    kind: "python",
    python,
    path: [dirname(python)],
    ...(version === undefined ? {} : { pythonVersion: version }),
  });
};

/** In the environment's PATH, as services are started. */
const pathOf = ({ path }: Environment): Record<string, string> => ({
  PATH: [...path, process.env["PATH"] ?? ""].join(":"),
});

const launch = (minor: string, argv: readonly string[], more: object = {}): Promise<Started> => {
  const environment = environmentOf(minor);
  return targets.start({
    argv,
    cwd: folder,
    debug: spec("python"),
    environment,
    env: { ...pathOf(environment), PYTHONPATH: "/somewhere", PYTHONDONTWRITEBYTECODE: "1" },
    ...more,
  });
};

const minors = ["2.7", "3.6", "3.7", "3.8", "3.13"];
const absent = minors.filter((minor) => interpreterOf(minor) === undefined);

for (const minor of minors)
  describe.skipIf(absent.includes(minor))(
    `Python ${minor}${absent.includes(minor) ? " (no such interpreter under pyenv)" : ""}`,
    () => {
      it("stops at a breakpoint with its variables, goes on and ends, and nothing of it is left", async () => {
        const started = await launch(minor, ["python", "-u", "service.py", "one", "two"]);
        const client = await targets.attach(started.attachment);
        await breakAt(client, service, 7);
        await client.request("configurationDone");
        const stop = await stopped(client);
        expect(stop).toMatchObject({ reason: "breakpoint", path: service, line: 7 });
        expect(stop.variables).toMatchObject({ value: "21", doubled: "42" });
        // The adapter left the tree and its session, but bears the token.
        expect((await processesWithToken(started.token)).length).toBeGreaterThan(1);
        await client.request("continue", { threadId: stop.threadId });
        await client.event("terminated");
        expect(await started.process.exited).toEqual({ code: 0, signal: undefined });
        expect(started.lines).toEqual(["asked for ['one', 'two']", "path /somewhere", "total 42"]);
        client.close();
        await nothingLeft(started.token);
      });

      it("stops at its first line where pauseAtStart is asked", async () => {
        const started = await launch(minor, ["python", "-m", "service"], {
          debug: spec("python", { pauseAtStart: true }),
        });
        expect(started.attachment.entry).toBe("pause");
        const client = await targets.attach(started.attachment);
        expect(await stoppedAtStart(client)).toMatchObject({ path: service, line: 1 });
      });
    },
  );

const newest = minors.filter((minor) => !absent.includes(minor)).at(-1) ?? "3";

/** A folder with a package among the installed ones, and a script in the environment's own words. */
const madeUp = (): { readonly tree: string; readonly installed: string; readonly script: string } => {
  const tree = targets.folder();
  const installed = join(tree, "venv", "lib", "site-packages", "library");
  mkdirSync(installed, { recursive: true });
  writeFileSync(
    join(installed, "__init__.py"),
    "def call(handler, value):\n    try:\n        handler(value)\n    except KeyError as error:\n        return str(error)\n",
  );
  writeFileSync(join(tree, "handlers.py"), "def fail(value):\n    known = {}\n    return known[value]\n");
  const script = join(tree, "serve");
  writeFileSync(
    script,
    `#!${interpreterOf(newest)} -u\nimport sys\nsys.path[:0] = [${JSON.stringify(dirname(installed))}, ${JSON.stringify(tree)}]\nimport library, handlers\nprint(library.call(handlers.fail, sys.argv[1]))\n`,
    { mode: 0o755 },
  );
  return { tree, installed, script };
};

describe.skipIf(interpreterOf(newest) === undefined)("my code", () => {
  it("stops at an exception that a library swallows, in a script, in the frame of the tree", async () => {
    const { tree, script } = madeUp();
    const started = await launch(newest, [script, "missing"], { cwd: tree, trees: [tree] });
    const client = await targets.attach(started.attachment);
    await client.request("setExceptionBreakpoints", { filters: ["uncaught", "userUnhandled"] });
    await client.request("configurationDone");
    const stop = await stopped(client);
    expect(stop).toMatchObject({ reason: "exception", path: join(tree, "handlers.py"), line: 3 });
    await client.request("continue", { threadId: stop.threadId });
    await client.event("terminated");
    await started.process.exited;
    expect(started.lines).toEqual(["'missing'"]);
  });

  it("steps over what is installed, from tree to tree", async () => {
    const { tree, script } = madeUp();
    const started = await launch(newest, [script, "missing"], { cwd: tree, trees: [tree] });
    const client = await targets.attach(started.attachment);
    await breakAt(client, script, 5);
    await client.request("configurationDone");
    const stop = await stopped(client);
    await client.request("stepIn", { threadId: stop.threadId });
    expect(await stopped(client)).toMatchObject({ path: join(tree, "handlers.py"), line: 2 });
  });

  it("has breakpoints and swallowed exceptions of a tree that lies among what is installed", async () => {
    const { tree, installed, script } = madeUp();
    writeFileSync(
      join(installed, "__init__.py"),
      "import json\ndef call(handler, value):\n    try:\n        json.loads('{}', object_hook=refuse)\n    except ValueError as error:\n        return str(error)\ndef refuse(_):\n    raise ValueError('refused')\n",
    );
    const env = { ...pathOf(environmentOf(newest)), PYTHONPATH: dirname(installed) };
    const started = await launch(newest, [script, "x"], { cwd: tree, trees: [tree, installed], env });
    const client = await targets.attach(started.attachment);
    await client.request("setExceptionBreakpoints", { filters: ["userUnhandled"] });
    const path = join(installed, "__init__.py");
    expect(await breakAt(client, path, 4)).toMatchObject({ breakpoints: [{ verified: true }] });
    await client.request("configurationDone");
    const stop = await stopped(client);
    expect(stop).toMatchObject({ reason: "breakpoint", path, line: 4 });
    await client.request("continue", { threadId: stop.threadId });
    expect(await stopped(client)).toMatchObject({ reason: "exception", path, line: 8 });
  });

  it("binds a breakpoint set in the real folder where the code is imported by a link", async () => {
    const { tree, script } = madeUp();
    const links = targets.folder();
    symlinkSync(tree, join(links, "link"));
    const linked = join(links, "link");
    writeFileSync(
      script,
      `#!${interpreterOf(newest)}\nimport sys\nsys.path.insert(0, ${JSON.stringify(linked)})\nimport handlers\nhandlers.fail.__globals__['fail']('a') if len(sys.argv) > 5 else None\ntry:\n    handlers.fail('b')\nexcept KeyError:\n    pass\n`,
    );
    const started = await launch(newest, [script], { cwd: tree, trees: [linked, tree] });
    const client = await targets.attach(started.attachment);
    await breakAt(client, join(tree, "handlers.py"), 3);
    await client.request("configurationDone");
    expect((await stopped(client)).variables).toMatchObject({ value: "'b'" });
  });
});

/** As a server does it that forks a run. */
const forks =
  "import multiprocessing as m, service; p = m.Process(target=service.handle, args=(1,)); p.start(); p.join()";

describe.skipIf(interpreterOf(newest) === undefined)("more than one process", () => {
  it("asks for a session for a process that the service starts", async () => {
    const started = await launch(
      newest,
      ["python", "-c", "import subprocess, sys; subprocess.call([sys.executable, 'service.py', 'child'])"],
      { debug: spec("python", { subprocesses: true }) },
    );
    const client = await targets.attach(started.attachment);
    await client.request("configurationDone");
    const { configuration } = await client.reverse("startDebugging");
    expect(configuration).toMatchObject({ connect: { host: "127.0.0.1" }, subProcessId: expect.any(Number) });
  });

  it.each(
    [
      ["2.7", "debugpyAttach"],
      ["3.6", "debugpyAttach"],
      ["3.7", "startDebugging"],
    ].filter(([minor = ""]) => interpreterOf(minor) !== undefined),
  )("is asked of a client in the words of its time under Python %s: %s", async (minor = "", word = "") => {
    const started = await launch(minor, ["python", "-c", forks], {
      debug: spec("python", { subprocesses: true }),
    });
    const client = await targets.attach(started.attachment);
    await client.request("configurationDone");
    const told = word === "startDebugging" ? client.reverse(word) : client.event(word);
    expect(JSON.stringify(await told)).toContain('"subProcessId"');
  });

  it("gets into a service that runs without debugger", async (context) => {
    const folder_ = targets.folder();
    const file = join(folder_, "loop.py");
    writeFileSync(
      file,
      "import time\ndef turn(count):\n    time.sleep(0.02)\n    return count + 1\ncount = 0\nwhile True:\n    count = turn(count)\n",
    );
    const environment = environmentOf(newest);
    const wish = { cwd: folder_, debug: spec("python"), environment, env: pathOf(environment) };
    const started = await targets.plain({ ...wish, argv: ["python", file] });
    const { before, attachment } = started.running;
    if (attachment.caution !== undefined) return context.skip(attachment.caution);
    const injected = await targets.run(before?.argv ?? [], folder_);
    expect(injected.code, injected.output).toBe(0);
    const client = await targets.attach(attachment);
    await breakAt(client, file, 4);
    await client.request("configurationDone");
    expect(await stopped(client)).toMatchObject({ path: file, line: 4 });
  });
});

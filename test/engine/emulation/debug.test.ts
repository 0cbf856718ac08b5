import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ask } from "../../../src/util/request";
import type { DapClient } from "../../dap/client";
import { inspector, letGo } from "../../dap/languages/inspector";
import { configurationOf, debugging, initialize, lineOf, outputOf } from "../../dap/world";
import { files, newUser, scenarioFolder } from "../../system/cli/world";
import { type Dockerd, startDockerd } from "../harness/dockerd";
import { docker } from "../harness/images";
import { importNode, importPython } from "../harness/importedImages";
import { waitFor } from "../harness/waitFor";
import { removedAfter } from "../world";
import { leftOn } from "./world";

let engine: Dockerd;

beforeAll(async () => {
  engine = removedAfter(await startDockerd());
  importPython(engine.host);
  importNode(engine.host);
});

const app = `import signal, sys
from http.server import BaseHTTPRequestHandler, HTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        answer = "hello"  # here
        self.send_response(200)
        self.end_headers()
        self.wfile.write(answer.encode())


signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
print("serving", flush=True)
HTTPServer(("0.0.0.0", 80), Handler).serve_forever()
`;

const service = (more: object) => ({
  side: "a",
  ports: { http: { container: 80 } },
  ready: { log: "serving" },
  debug: { language: "python" },
  ...more,
});

const able = { ...initialize, supportsStartDebuggingRequest: true };
const stopped = z.object({ reason: z.string(), threadId: z.number() });
const frames = z.object({
  stackFrames: z.array(
    z.object({ name: z.string(), line: z.number(), source: z.object({ path: z.string() }) }),
  ),
});

/** The service under a debugger with a breakpoint in the side's tree, asked once. */
const stopIn = async (of: object, tree: Readonly<Record<string, string>>, file: string) => {
  const folder = scenarioFolder({
    sides: { a: { source: { folder: "tree" } } },
    services: { web: service(of) },
  });
  files(folder, tree);
  const path = join(folder, "tree", file);
  const { client, begins, startChild } = debugging({ DOCKER_HOST: engine.host });
  let child: DapClient | undefined;
  client.onRequest = async (request) => {
    child = await startChild(configurationOf(request), { path, line: lineOf(path, "# here") });
  };
  await client.ask("initialize", able);
  const launched = client.ask("launch", { folder, scenario: "s" });
  await client.event("initialized");
  await client.ask("configurationDone");
  await launched;
  const emulation = await begins;
  const port = emulation.run.values.ports.get("web")?.["http"] ?? 0;
  const answer = ask({ url: `http://127.0.0.1:${port}/`, method: "GET", headers: {} });
  if (child === undefined) throw new Error("no child");
  const { reason, threadId } = stopped.parse(await child.event("stopped"));
  const { stackFrames } = frames.parse(await child.ask("stackTrace", { threadId }));
  await child.send("continue", { threadId });
  await answer;
  await emulation.stop();
  return { reason, frame: stackFrames[0], path, said: outputOf(client) };
};

describe("a Python service in a container, under a debugger", () => {
  it("stops in the side's tree where that is mounted", async () => {
    const image = { image: "python:local", run: ["python", "app.py"], volumes: [".:/srv"], workdir: "/srv" };
    const { reason, frame, path } = await stopIn({ image }, { "tree/app.py": app }, "app.py");
    expect(reason).toBe("breakpoint");
    expect(frame).toMatchObject({ name: "do_GET", source: { path } });
    expect(leftOn(engine.host)).toBe("");
  });

  it("stops there where an image was built from it, which runs as somebody else behind a script", async () => {
    const tree = {
      "tree/code/app.py": app,
      "tree/entry.sh": '#!/bin/sh\necho first; exec "$@"\n',
      "tree/Dockerfile": `FROM python:local
WORKDIR /srv/app
COPY entry.sh /
COPY code .
USER user
ENTRYPOINT ["sh", "/entry.sh"]
CMD python -u app.py
`,
    };
    const { frame, path, said } = await stopIn({ build: "." }, tree, "code/app.py");
    expect(frame).toMatchObject({ name: "do_GET", source: { path } });
    expect(said).toContain("/srv/app is ");
    expect(leftOn(engine.host)).toBe("");
  });

  it("stops there where only what is in the image tells that it is the same", async () => {
    const context = scenarioFolder({});
    const dockerfile = 'FROM python:local\nWORKDIR /opt/service\nCOPY . .\nENTRYPOINT ["python", "app.py"]\n';
    files(context, { Dockerfile: dockerfile, "app.py": app, "other.py": "" });
    docker(engine.host, "build", "-q", "-t", "made:elsewhere", context);
    const { frame, path } = await stopIn(
      { image: "made:elsewhere" },
      { "tree/src/app.py": app },
      "src/app.py",
    );
    expect(frame).toMatchObject({ name: "do_GET", source: { path } });
    expect(leftOn(engine.host)).toBe("");
  });
});

describe("a package that was installed into an image", () => {
  it("stops in the tree that it is a copy of", async () => {
    const folderOf = '$(python -c "import site; print(site.getsitepackages()[0])")';
    const tree = {
      "tree/src/served/__init__.py": "",
      "tree/src/served/__main__.py": app,
      "tree/Dockerfile": `FROM python:local
COPY src /build
RUN mkdir -p ${folderOf} && mv /build/served ${folderOf}/
CMD ["python", "-m", "served"]
`,
    };
    const { frame, path } = await stopIn({ build: "." }, tree, "src/served/__main__.py");
    expect(frame).toMatchObject({ name: "do_GET", source: { path } });
  });
});

describe("a container that waits for a debugger", () => {
  it("can be reached from this machine alone, says what its folders are, and goes with a killed host", async () => {
    const image = { image: "python:local", run: ["python", "app.py"], volumes: [".:/srv"], workdir: "/srv" };
    const folder = scenarioFolder({
      sides: { a: { source: { folder: "tree" } } },
      services: { web: service({ image }) },
    });
    files(folder, { "tree/app.py": app });
    const up = newUser({ DOCKER_HOST: engine.host }).start(folder, "up", "--debug");
    await up.until(/attach a python debugger to 127\.0\.0\.1:\d+/);
    await up.until(`in its container /srv is ${join(folder, "tree")}`);
    const ports = docker(engine.host, "ps", "--format", "{{.Ports}}").split(", ");
    expect(ports).toHaveLength(2);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    up.child.kill("SIGKILL");
    await waitFor("all to be gone", () => (leftOn(engine.host) === "" ? true : undefined), { seconds: 60 });
  });
});

describe("a process that a Python service in a container starts", () => {
  it("stops at a breakpoint, too, in a session of its own", async () => {
    const job = "import sys\n\nanswer = 6 * 7  # here\nprint(answer)\n";
    const parent =
      "import subprocess, sys\nprint('serving', flush=True)\nsubprocess.call([sys.executable, 'job.py'])\n";
    const folder = scenarioFolder({
      sides: { a: { source: { folder: "tree" } } },
      services: {
        web: {
          side: "a",
          image: {
            image: "python:local",
            run: ["python", "parent.py"],
            volumes: [".:/srv"],
            workdir: "/srv",
          },
          ready: { log: "serving" },
          debug: { language: "python", subprocesses: true },
        },
      },
    });
    files(folder, { "tree/job.py": job, "tree/parent.py": parent });
    const path = join(folder, "tree", "job.py");
    const { client, begins, startChild } = debugging({ DOCKER_HOST: engine.host });
    const children: DapClient[] = [];
    const second = new Promise<DapClient>((resolve) => {
      client.onRequest = async (request) => {
        const child = await startChild(configurationOf(request), { path, line: lineOf(path, "# here") });
        if (children.push(child) === 2) resolve(child);
      };
    });
    await client.ask("initialize", able);
    const launched = client.ask("launch", { folder, scenario: "s" });
    await client.event("initialized");
    await client.ask("configurationDone");
    await launched;
    const child = await second;
    const { threadId } = stopped.parse(await child.event("stopped"));
    const { stackFrames } = frames.parse(await child.ask("stackTrace", { threadId }));
    expect(stackFrames[0]).toMatchObject({ line: 3, source: { path } });
    await (await begins).stop();
    expect(leftOn(engine.host)).toBe("");
  });
});

describe("a Node service in a container, under a debugger", () => {
  it("is held until one is there, which is told what its folders are called here", async () => {
    const folder = scenarioFolder({
      sides: { a: { source: { folder: "tree" } } },
      services: {
        web: {
          side: "a",
          image: { image: "node:local", run: ["node", "app.js"], volumes: [".:/srv"], workdir: "/srv" },
          ready: { log: "runs" },
          debug: { language: "node" },
        },
      },
    });
    const text =
      "process.on('SIGTERM', () => process.exit()); console.log('runs'); setInterval(() => {}, 1000);";
    files(folder, { "tree/app.js": text });
    const configured: unknown[] = [];
    const { client, begins } = debugging({ DOCKER_HOST: engine.host }, async (configuration) => {
      configured.push(configuration);
      const at = z.object({ port: z.number() }).parse(configuration);
      await letGo((await inspector(at)).webSocketDebuggerUrl);
    });
    await client.ask("initialize", able);
    const launched = client.ask("launch", { folder, scenario: "s" });
    await client.event("initialized");
    await client.ask("configurationDone");
    await launched;
    expect(configured).toMatchObject([
      { address: "127.0.0.1", localRoot: join(folder, "tree"), remoteRoot: "/srv" },
    ]);
    await (await begins).stop();
    expect(leftOn(engine.host)).toBe("");
  });
});

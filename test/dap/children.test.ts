import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Emulation } from "../../src/emulation/emulation";
import { isAlive } from "../../src/processes/identity";
import { ask } from "../../src/util/request";
import { everything, here, scenarioFolder, tinyCopy } from "../system/cli/world";
import type { DapClient } from "./client";
import {
  type Breakpoint,
  type ChildConfiguration,
  configurationOf,
  debugging,
  initialize,
  lineOf,
} from "./world";

beforeAll(() => void tinyCopy());

const stopped = z.object({ reason: z.string(), threadId: z.number() });

/** An emulation under debuggers, each child with the breakpoint that is meant for it. */
const launched = async (
  folder: string,
  breakpointOf: (configuration: ChildConfiguration, emulation: Emulation) => Breakpoint | undefined,
  more: Readonly<Record<string, unknown>> = {},
) => {
  const { client, begins, startChild } = debugging();
  const children = new Map<string, DapClient>();
  const configurations: ChildConfiguration[] = [];
  let waiting: () => void = () => undefined;
  client.onRequest = async (request) => {
    const configuration = configurationOf(request);
    configurations.push(configuration);
    const child = await startChild(configuration, breakpointOf(configuration, await begins));
    children.set(configuration.name, child);
    waiting();
  };
  await client.ask("initialize", { ...initialize, supportsStartDebuggingRequest: true });
  const up = client.ask("launch", { folder, ...more });
  await client.event("initialized");
  await client.ask("configurationDone");
  await up;
  const emulation = await begins;
  const child = (name: string): DapClient => {
    const found = [...children].find(([known]) => known.includes(name))?.[1];
    if (found === undefined) throw new Error(`no child ${name} among ${[...children.keys()].join(", ")}`);
    return found;
  };
  const another = (): Promise<void> =>
    new Promise((resolve) => {
      waiting = resolve;
    });
  return { client, emulation, configurations, child, another };
};

const inExecute = ({ target }: ChildConfiguration, emulation: Emulation): Breakpoint | undefined => {
  if (target.service !== "codeserver") return undefined;
  const path = join(emulation.run.values.sides.get(target.side)?.dir ?? "", "codeserver", "codeserver.py");
  return { path, line: lineOf(path, "job_name = read_execute(request)") };
};

const pidOf = (emulation: Emulation, service: string) => emulation.services.get(service)?.process?.pid;

const launchJob = (emulation: Emulation): Promise<{ status: number }> => {
  const port = emulation.run.values.ports.get("webserver")?.["http"];
  return ask({
    url: `http://127.0.0.1:${port}/launch`,
    method: "POST",
    headers: {},
    body: '{"job":"the_job"}',
  });
};

/** Waits for the stop number `count` of a child, and goes on. */
const passStop = async (child: DapClient, count: number): Promise<string> => {
  const isIt = (body: unknown): boolean => child.events("stopped").indexOf(body) === count - 1;
  const { reason, threadId } = stopped.parse(await child.event("stopped", isIt));
  await child.ask("continue", { threadId });
  return reason;
};

describe("a child", () => {
  it("that is restarted restarts its service, stays the same session, and keeps its breakpoints", async () => {
    const { client, emulation, configurations, child } = await launched(tinyCopy(), inExecute);
    const codeserver = child("codeserver");
    const [old, web] = [pidOf(emulation, "codeserver"), pidOf(emulation, "webserver")];
    const first = launchJob(emulation);
    expect(await passStop(codeserver, 1)).toBe("breakpoint");
    expect((await first).status).toBe(200);

    await codeserver.ask("restart");
    await emulation.services.get("codeserver")?.ready;
    expect(pidOf(emulation, "codeserver")).not.toBe(old);
    expect(pidOf(emulation, "webserver")).toBe(web);
    const before = codeserver.events("stopped").length;
    const second = launchJob(emulation);
    expect(await passStop(codeserver, before + 1)).toBe("breakpoint");
    expect((await second).status).toBe(200);
    expect(configurations).toHaveLength(2);
    expect(codeserver.events("terminated")).toEqual([]);
    await client.ask("disconnect");
  });

  it("that the client disconnects ends the whole emulation, and all is put back", async () => {
    const folder = tinyCopy();
    const before = everything(folder);
    const { client, emulation, child } = await launched(folder, () => undefined);
    const pids = [...emulation.services.values()].flatMap((service) => service.process ?? []);
    await child("webserver").ask("disconnect");
    await client.event("terminated");
    expect(emulation.record.state).toBe("ended");
    expect(pids.filter((pid) => isAlive(pid))).toEqual([]);
    expect(everything(folder)).toEqual(before);
  });

  it("whose target crashes takes nothing along", async () => {
    const { client, emulation, child } = await launched(tinyCopy(), () => undefined);
    const web = pidOf(emulation, "webserver");
    const failed = new Promise<void>((resolve) => {
      emulation.events.on((event) => event.kind === "service" && event.state.kind === "failed" && resolve());
    });
    process.kill(pidOf(emulation, "codeserver") ?? 0, "SIGKILL");
    await Promise.all([child("codeserver").event("terminated"), failed]);
    expect(emulation.record.state).toBe("ready");
    expect(pidOf(emulation, "webserver")).toBe(web);
    expect(client.events("terminated")).toEqual([]);
    await client.ask("disconnect");
  });

  it("gets a child of its own for a process that its service starts, below the same service", async () => {
    const folder = scenarioFolder(
      {
        sides: { a: { ...here, python: { version: ">=3.8" }, env: { PYTHONDONTWRITEBYTECODE: "1" } } },
        services: {
          web: {
            side: "a",
            run: ["python", "web.py", "${port}"],
            ports: { http: {} },
            ready: { tcp: true, timeout: "30s" },
            debug: { language: "python", subprocesses: true },
          },
        },
      },
      { "web.py": forking, "job.py": "import os\nprint('job', 6 * 7)\n" },
    );
    const job = { path: join(folder, "job.py"), line: 2 };
    const { client, emulation, configurations, child, another } = await launched(folder, () => job);
    const port = emulation.run.values.ports.get("web")?.["http"];
    const begun = another();
    const answer = ask({ url: `http://127.0.0.1:${port}/`, method: "GET", headers: {} });
    await begun;
    const [parent, process] = configurations;
    expect(process?.target).toEqual(parent?.target);
    expect(process?.name).toContain(`${parent?.name} · `);
    expect(process?.backcompatChild).not.toBe(parent?.backcompatChild);
    expect(await passStop(child(process?.name ?? ""), 1)).toBe("breakpoint");
    expect((await answer).body).toContain("job 42");
    expect(emulation.record.state).toBe("ready");
    await client.ask("disconnect");
  });
});

const forking = `import http.server, subprocess, sys

class Web(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        print("asked", flush=True)
        said = subprocess.check_output([sys.executable, "job.py"])
        self.send_response(200)
        self.end_headers()
        self.wfile.write(said)

http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Web).serve_forever()
`;

describe("the debug console", () => {
  it("tells, restarts, stops and starts services, sends actions, and proposes what fits", async () => {
    const { client, emulation } = await launched(tinyCopy(), () => undefined);
    const say = async (expression: string): Promise<string> =>
      z.object({ result: z.string() }).parse(await client.ask("evaluate", { expression, context: "repl" }))
        .result;
    const web = pidOf(emulation, "webserver");
    expect(await say("status")).toContain(`webserver  ready  pid ${web}`);
    expect(await say('action launch the_job { "job": "the_job" }')).toContain("launch the_job: 200");
    expect(await say("stop codeserver")).toBe("codeserver is stopped");
    expect(await say("status")).toMatch(/codeserver {2}not ready/);
    expect(await say("start codeserver")).toBe("codeserver is ready");
    expect(await say("restart webserver")).toBe("webserver is ready again");
    expect(await say("check")).toMatch(/^the_job succeeds: (green|red)/m);
    expect(pidOf(emulation, "webserver")).not.toBe(web);

    const { success, body } = await client.send("evaluate", { expression: "restrat", context: "repl" });
    expect(success).toBe(false);
    expect(JSON.stringify(body)).toContain("Did you mean restart?");
    expect((await client.send("evaluate", { expression: "x", context: "hover" })).success).toBe(false);
    expect(await client.ask("completions", { text: "restart w", column: 10 })).toMatchObject({
      targets: [{ label: "restart webserver", start: 0, length: 9 }],
    });
    await client.ask("disconnect");
  });
});

describe("a service that runs without a debugger", () => {
  it("gets one while it goes on running, and stops at the breakpoint that was waiting", async () => {
    const folder = tinyCopy();
    const before = everything(folder);
    const { client, emulation, child, another } = await launched(folder, inExecute, { debug: false });
    const pid = pidOf(emulation, "codeserver");
    const arrived = another();
    await client.ask("evaluate", { expression: "attach codeserver", context: "repl" });
    await arrived;
    expect(pidOf(emulation, "codeserver")).toBe(pid);
    const answer = launchJob(emulation);
    const { threadId } = stopped.parse(await child("codeserver").event("stopped"));
    await child("codeserver").ask("continue", { threadId });
    expect((await answer).status).toBe(200);
    await client.ask("disconnect");
    expect(everything(folder)).toEqual(before);
  });
});

describe("an exception that a server swallows", () => {
  it("stops both sides by default, and is kept with the emulation", async () => {
    const more = { versions: { release: "1.0.0" } };
    const { client, emulation, child } = await launched(tinyCopy(), () => undefined, more);
    const answer = launchJob(emulation);
    for (const service of ["codeserver", "webserver"]) {
      const { reason, threadId } = stopped.parse(await child(service).event("stopped"));
      expect(reason).toBe("exception");
      await child(service).ask("continue", { threadId });
    }
    expect((await answer).status).toBe(500);
    const read = (): string => readFileSync(emulation.run.folder.exceptions, "utf8");
    await expect.poll(read).toContain("UserCodeError");
    const kept = read();
    expect(kept).toContain('"service":"codeserver","side":"userCode"');
    expect(kept).toContain("unknown field");
    await client.ask("disconnect");
  });
});

import { statSync } from "node:fs";
import { dirname } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { openEngine } from "../../src/containers/openEngine";
import { tunnelTo } from "../../src/containers/tunnelTo";
import { problemOf } from "../../src/util/problem";
import { type Dockerd, startDockerd } from "./harness/dockerd";
import { docker, importBusybox } from "./harness/images";
import { type Sshd, startSshd } from "./harness/sshd";
import { waitFor } from "./harness/waitFor";
import { newWorld, removedAfter, specOf, sshProcesses, watched } from "./world";

let near: Dockerd;
let far: Dockerd;
let sshd: Sshd;
const never = new AbortController().signal;

beforeAll(async () => {
  near = removedAfter(await startDockerd());
  far = removedAfter(await startDockerd());
  sshd = removedAfter(await startSshd());
  for (const { host } of [near, far]) importBusybox(host);
});

const farHost = (): string => `ssh://${sshd.name}${far.socket}`;
const run = (host: string, ...args: readonly string[]): string =>
  docker(host, "run", "-d", "--stop-signal", "KILL", ...args);

const textAt = (url: string): Promise<string | undefined> =>
  fetch(url).then(
    (found) => found.text(),
    () => undefined,
  );

describe("an engine behind ssh", () => {
  it("shows its containers beside those of a near one", async () => {
    const world = newWorld(sshd.ssh);
    const both = [specOf("near", near.host), specOf("far", farHost())].map((spec) => watched(world, spec));
    for (const one of both) await one.reaches("connected");
    run(near.host, "--name", "here", "busybox:local", "sleep", "1000");
    run(far.host, "--name", "there", "busybox:local", "sleep", "1000");
    await waitFor("both", () => {
      const names = both.flatMap(({ watch }) =>
        watch.state.rows.map(({ name }) => `${watch.spec.name} ${name}`),
      );
      return names.join() === "near here,far there" ? true : undefined;
    });
  });

  it("has one connection however many use it, and none once nobody does", async () => {
    const world = newWorld(sshd.ssh);
    const engines = await Promise.all(
      ["a", "b", "c"].map((name) => openEngine(specOf(name, farHost()), world, never)),
    );
    expect(sshProcesses(sshd)).toHaveLength(1);
    for (const { endpoint } of engines) {
      const path = endpoint.kind === "socket" ? endpoint.path : "";
      expect([path, dirname(path)].map((one) => statSync(one).mode & 0o077)).toEqual([0, 0]);
    }
    engines[0]?.dispose();
    await engines[1]?.docker.ping();
    for (const engine of engines) engine.dispose();
    await waitFor("the end of ssh", () => (sshProcesses(sshd).length === 0 ? true : undefined));
  });

  it("is connected again after its ssh was killed", async () => {
    const world = newWorld(sshd.ssh);
    const one = watched(world, specOf("far", farHost()));
    await one.reaches("connected");
    const states: string[] = [];
    one.watch.on(({ kind }) => states.push(kind));
    for (const pid of sshProcesses(sshd)) process.kill(pid, "SIGKILL");
    await waitFor("a new connection", () => (states.includes("connected") ? true : undefined), {
      why: () => JSON.stringify([states, one.watch.state.kind]),
    });
    expect(states[0]).toBe("reconnecting");
    const name = `after-${Date.now()}`;
    run(far.host, "--name", name, "busybox:local", "sleep", "1000");
    await waitFor(name, () => one.watch.state.rows.find((row) => row.name === name));
  });

  it("is opened anew though somebody still holds a connection that was killed", async () => {
    const world = newWorld(sshd.ssh);
    const held = await openEngine(specOf("far", farHost()), world, never);
    for (const pid of sshProcesses(sshd)) process.kill(pid, "SIGKILL");
    const opened = (): Promise<true | undefined> =>
      openEngine(specOf("far", farHost()), world, never).then(
        (engine) => {
          engine.dispose();
          return true;
        },
        () => undefined,
      );
    // Its end is not known at once.
    await waitFor("a new connection", opened);
    held.dispose();
  });

  it("is connected again once its daemon was restarted, over the same ssh", async () => {
    const one = watched(newWorld(sshd.ssh), specOf("far", farHost()));
    await one.reaches("connected");
    await far.stop();
    await waitFor("the loss", () => (one.watch.state.kind === "connected" ? undefined : true));
    await far.start();
    one.watch.retry();
    await one.reaches("connected");
  });

  it("lends its connection for any other port", async () => {
    const world = newWorld(sshd.ssh);
    const engine = await openEngine(specOf("far", farHost()), world, never);
    const id = run(
      far.host,
      "-p",
      "127.0.0.1:0:80",
      "busybox:local",
      "httpd",
      "-f",
      "-p",
      "80",
      "-h",
      "/etc",
    );
    const port = Number(docker(far.host, "port", id, "80").split(":")[1]);
    const tunnel = await tunnelTo({ host: sshd.name, socket: "" }, { port }, world, never);
    expect(sshProcesses(sshd)).toHaveLength(1);
    await waitFor("an answer", () => textAt(`http://127.0.0.1:${tunnel.near.port}/passwd`));
    engine.dispose();
    await waitFor("an answer", () => textAt(`http://127.0.0.1:${tunnel.near.port}/passwd`));
    tunnel.dispose();
  });

  it("reaches a port that is published on the loopback of that host only", async () => {
    const engine = await openEngine(specOf("far", farHost()), newWorld(sshd.ssh), never);
    const id = run(
      far.host,
      "-p",
      "127.0.0.1:0:80",
      "busybox:local",
      "httpd",
      "-f",
      "-p",
      "80",
      "-h",
      "/etc",
    );
    const port = Number(docker(far.host, "port", id, "80").split(":")[1]);
    const reached = await engine.reach(port, never);
    expect(reached.port).not.toBe(port);
    const answer = await waitFor("an answer", () => textAt(`http://${reached.host}:${reached.port}/passwd`));
    expect(answer).toContain("root:x:0");
    reached.dispose();
    engine.dispose();
  });
});

describe("an engine behind an ssh that can't share a connection, as Windows has it", () => {
  it("is reached at a port of loopback, and connected again after its ssh was killed", async () => {
    const one = watched(newWorld(sshd.ssh, "win32"), specOf("far", farHost()));
    const first = await one.reaches("connected");
    expect(first.kind === "connected" && first.engine.endpoint).toMatchObject({
      kind: "tcp",
      host: "127.0.0.1",
    });
    const states: string[] = [];
    one.watch.on(({ kind }) => states.push(kind));
    for (const pid of sshProcesses(sshd)) process.kill(pid, "SIGKILL");
    await waitFor("a new connection", () => (states.includes("connected") ? true : undefined));
    expect(states[0]).toBe("reconnecting");
  });

  it("says as well why it can't be used", async () => {
    const world = newWorld(sshd.ssh, "win32");
    const codeOf = (host: string): Promise<string | undefined> =>
      openEngine(specOf("far", host), world, never).then(
        () => undefined,
        (error) => problemOf(error).code,
      );
    expect(await codeOf(`ssh://${sshd.name}/nowhere.sock`)).toBe("no-daemon");
    expect(await codeOf("ssh://no-such-host.invalid")).toBe("ssh-unreachable");
  });
});

describe("a host that can't be used", () => {
  const problemAt = async (host: string) => {
    const world = newWorld(sshd.ssh);
    const problem = await openEngine(specOf("far", host), world, never).then((engine) => {
      engine.dispose();
      return undefined;
    }, problemOf);
    await waitFor("the end of ssh", () => (sshProcesses(sshd).length === 0 ? true : undefined));
    return problem;
  };

  it("is told apart by why: no socket there, nobody at the socket, no host of that name, nobody at the port", async () => {
    expect(await problemAt(`ssh://${sshd.name}/nowhere/docker.sock`)).toMatchObject({ code: "no-daemon" });
    expect(await problemAt("ssh://no-such-host.invalid")).toMatchObject({ code: "ssh-unreachable" });
    await far.kill();
    expect(await problemAt(farHost())).toMatchObject({ code: "stale-socket" });
    await far.start();
    await sshd.stop();
    expect(await problemAt(farHost())).toMatchObject({ code: "ssh-unreachable" });
    await sshd.start();
  });

  it("is not trusted when it shows another key, nor when it was never seen, and says what to do", async () => {
    sshd.forgetHost();
    const unknown = await problemAt(farHost());
    expect(unknown).toMatchObject({
      code: "ssh-host-unknown",
      hint: expect.stringContaining(`ssh ${sshd.name}`),
    });
    sshd.know();
    await sshd.stop();
    sshd.changeHostKey();
    await sshd.start();
    const changed = await problemAt(farHost());
    expect(changed).toMatchObject({
      code: "ssh-host-key-changed",
      hint: expect.stringContaining("ssh-keygen -f"),
    });
    sshd.know();
    expect(await problemAt(farHost())).toBeUndefined();
  });
});
